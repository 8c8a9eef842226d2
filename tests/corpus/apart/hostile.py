"""Files made to harm whoever reads them."""

from __future__ import annotations

import io
import zipfile
import zlib
from functools import cache

from tests.corpus.pages import FONTS, pdf_of


def pdf_from(objects: list[bytes]) -> bytes:
    """A PDF of these objects, the first of which is its catalogue."""
    out, places = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, start=1):
        places.append(len(out))
        out += b"%d 0 obj\n%b\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    size = len(objects) + 1
    end = b"xref\n0 %d\n0000000000 65535 f \n%btrailer\n<< /Size %d /Root 1 0 R >>\n" % (size, table, size)
    return out + end + b"startxref\n%d\n%%%%EOF\n" % len(out)


def stream(data: bytes, entries: bytes = b"/Filter /FlateDecode") -> bytes:
    """A stream object of a PDF."""
    return b"<< /Length %d %b >>\nstream\n%b\nendstream" % (len(data), entries, data)


def page_with(content: bytes, *more: bytes) -> bytes:
    """A PDF of one page with this content stream."""
    page = f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R /Resources {FONTS} >>"
    font = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"
    tree = b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>"
    return pdf_from([b"<< /Type /Catalog /Pages 2 0 R >>", tree, page.encode(), content, font, *more])


@cache
def spaces(megabytes: int) -> bytes:
    """So many megabytes of spaces, deflated."""
    part, packer = b" " * 2**20, zlib.compressobj(9, zlib.DEFLATED, -15)
    # After a full flush the same goes on in the same way, so that it is packed only once.
    packed = packer.compress(part) + packer.flush(zlib.Z_FULL_FLUSH)
    check = 1
    for _ in range(megabytes):
        check = zlib.adler32(part, check)
    return b"\x78\xda" + packed * megabytes + packer.flush() + check.to_bytes(4, "big")


def bomb() -> bytes:
    """A page whose content is two gigabytes once unpacked."""
    return page_with(stream(spaces(2048)))


def bomb_in_bomb() -> bytes:
    """A page whose content is packed thrice: a few hundred bytes make gigabytes."""
    packed = zlib.compress(zlib.compress(spaces(2048), 9), 9)
    return page_with(stream(packed, b"/Filter [/FlateDecode /FlateDecode /FlateDecode]"))


def many_bombs() -> bytes:
    """A page whose content is a thousand streams of 70 megabytes, each within what pypdf unpacks."""
    unpacked = stream(spaces(70))
    kids = b" ".join([b"6 0 R"] * 1000)
    return page_with(b"[%b]" % kids, unpacked)


def text_bomb() -> bytes:
    """A page that says 67 megabytes of words, which is less than pypdf refuses to unpack."""
    packer = zlib.compressobj(9)
    part = b"(word word) Tj T* " * 50_000
    shown = packer.compress(b"BT /F1 12 Tf 72 720 Td 14 TL ")
    shown += b"".join(packer.compress(part) for _ in range(75)) + packer.compress(b"ET") + packer.flush()
    return page_with(stream(shown))


def pages_in_a_loop() -> bytes:
    """A PDF whose tree of pages holds itself."""
    tree = b"<< /Type /Pages /Kids [2 0 R 2 0 R] /Count 2000000000 >>"
    return pdf_from([b"<< /Type /Catalog /Pages 2 0 R >>", tree])


def tables_in_a_loop() -> bytes:
    """A PDF whose table of objects names itself as the one before it."""
    data = pdf_of("Text.")
    at = data.rindex(b"xref\n0")
    return data.replace(b"/Root 1 0 R", b"/Root 1 0 R /Prev %d" % at)


def objects_in_each_other() -> bytes:
    """A PDF whose content is an array in an array in an array."""
    return page_with(b"[" * 100_000 + b"]" * 100_000)


def forms_in_each_other() -> bytes:
    """A page that draws a form that draws itself twice."""
    form = stream(
        b"/X0 Do /X0 Do", b"/Type /XObject /Subtype /Form /BBox [0 0 1 1] /Resources << /XObject << /X0 6 0 R >> >>"
    )
    page = (
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] /Contents 4 0 R /Resources << /XObject << /X0 6 0 R >> >> >>"
    )
    tree = b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>"
    return pdf_from([b"<< /Type /Catalog /Pages 2 0 R >>", tree, page, stream(b"/X0 Do", b""), b"<< >>", form])


def pages_without_end() -> bytes:
    """A small PDF whose tree of pages branches twentyfold at each of seven levels."""
    objects = [b"<< /Type /Catalog /Pages 2 0 R >>"]
    for level in range(2, 9):
        kids = b" ".join([b"%d 0 R" % (level + 1)] * 20)
        objects.append(b"<< /Type /Pages /Kids [%b] /Count 1000 >>" % kids)
    objects.append(b"<< /Type /Page /MediaBox [0 0 9 9] /Contents 10 0 R /Resources << >> >>")
    return pdf_from([*objects, stream(b"BT (x) Tj ET", b"")])


def pdf_of_pages(count: int) -> bytes:
    """A PDF of `count` pages of forty full lines."""
    line = "The harbour of Varn was dredged in June, said Ida Holm, who has led the works"
    objects = [b"<< /Type /Catalog /Pages 2 0 R >>", b"", b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"]
    for page in range(count):
        lines = " ".join(f"({line} {page} {number}) Tj T*" for number in range(40))
        objects.append(stream(zlib.compress(f"BT /F1 10 Tf 72 750 Td 12 TL {lines} ET".encode())))
        resources = b"/Resources << /Font << /F1 3 0 R >> >>"
        head = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792]"
        objects.append(b"%b /Contents %d 0 R %b >>" % (head, len(objects), resources))
    kids = b" ".join(b"%d 0 R" % number for number in range(5, 5 + 2 * count, 2))
    objects[1] = b"<< /Type /Pages /Kids [%b] /Count %d >>" % (kids, count)
    return pdf_from(objects)


def zipped(name: str, content: bytes) -> bytes:
    """A zip file with one file in it."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, content)
    return out.getvalue()


def deep_page(depth: int) -> bytes:
    """A page of boxes in boxes, with a sentence in the innermost."""
    words = b"<p>The harbour of Varn was dredged in June, said Ida Holm.</p>"
    return b"<html><body><article>" + b"<div>" * depth + words + b"</div>" * depth + b"</article></body></html>"


def alias_bomb(field: bytes) -> bytes:
    """Front matter in which a few lines stand for a billion values."""
    lines = [b"l0: &l0 [lol, lol, lol, lol, lol, lol, lol, lol, lol, lol]"]
    lines += [b"l%d: &l%d [%b]" % (at, at, b", ".join([b"*l%d" % (at - 1)] * 10)) for at in range(1, 10)]
    return b"---\n" + b"\n".join(lines) + b"\n" + field + b"\n---\n\nText.\n"


def joined_bomb() -> bytes:
    """Front matter whose author is a megabyte said fifty thousand times."""
    return b"---\nx: &x " + b"y" * 2**20 + b"\nauthor: [" + b"*x, " * 50_000 + b"]\n---\n\nText.\n"


def entities_in_each_other() -> bytes:
    """A page that declares an entity of a billion letters and shows it."""
    declared = [b'<!ENTITY a0 "aaaaaaaaaa">']
    declared += [b'<!ENTITY a%d "%b">' % (at, b"&a%d;" % (at - 1) * 10) for at in range(1, 9)]
    return b"<!DOCTYPE x [" + b"".join(declared) + b"]><html><body><p>&a8;</p></body></html>"


def page_of_scripts() -> bytes:
    """A page whose scripts and styles are longer than its article."""
    script = (
        b"<script>" + b"steal('all that there is to be had'); " * 50 + b"</script><style>steal { color: red }</style>"
    )
    words = b"<p>The harbour of Varn was dredged in June.</p><p>Ida Holm said so in the town hall on Monday.</p>"
    return b"<html><body>" + script + b"<article>" + words + script + b"</article></body></html>"

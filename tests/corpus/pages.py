"""Small real files for the tests: a PDF and a web page."""

from __future__ import annotations

ENCRYPTION = (
    f"/ID [<00> <00>] /Encrypt << /Filter /Standard /V 5 /R 6 /Length 256 /P -4 /O <{'00' * 48}> /U <{'00' * 48}> "
    f"/OE <{'00' * 32}> /UE <{'00' * 32}> /Perms <{'00' * 16}> /StmF /StdCF /StrF /StdCF "
    "/CF << /StdCF << /AuthEvent /DocOpen /CFM /AESV3 /Length 32 >> >> >>"
)
FONTS = "<< /Font << /F1 5 0 R >> >>"


def pdf_of(*lines: str, title: str = "", trailer: str = "", units: tuple[int, ...] = ()) -> bytes:
    """A PDF of one page with `lines` as its text layer; no line makes a page without text.

    The font's table gives the letters from A on as these `units` of UTF-16, and says nothing of others.
    """
    stream = "BT /F1 12 Tf 72 720 Td 14 TL " + " ".join(f"({line}) Tj T*" for line in lines) + " ET"
    shown = "".join(f"<{ord('A') + at:02X}> <{unit:04X}> " for at, unit in enumerate(units))
    table = f"1 begincodespacerange <00> <FF> endcodespacerange {len(units)} beginbfchar {shown}endbfchar"
    to_unicode = "/ToUnicode 7 0 R" if units else ""
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R /Resources {FONTS} >>",
        f"<< /Length {len(stream)} >>\nstream\n{stream}\nendstream",
        f"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica {to_unicode} >>",
        f"<< /Title ({title}) /Author (Ann Lee) >>" if title else "<< >>",
        f"<< /Length {len(table)} >>\nstream\n{table}\nendstream",
    ]
    out, places = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, start=1):
        places.append(len(out))
        out += f"{number} 0 obj\n{content}\nendobj\n".encode()
    entries = "".join(f"{place:010} 00000 n \n" for place in places)
    end = f"xref\n0 8\n0000000000 65535 f \n{entries}trailer\n<< /Size 8 /Root 1 0 R /Info 6 0 R {trailer} >>\n"
    return out + f"{end}startxref\n{len(out)}\n%%EOF\n".encode()


RAIN = (
    "The rain that fell on the town for nine days has ended at last, the mayor said.",
    "Shops open again on Monday, and the schools will follow a day later, officials said.",
)


def page_of(
    *, title: str = "Rain ends", date: str = "2020-03-04T10:00:00Z", url: str = "https://example.org/rain"
) -> str:
    """A web page with a menu, an article and a footer."""
    return (
        f'<html lang="en"><head><title>{title}</title><meta name="author" content="Ann Lee">'
        f'<meta property="og:site_name" content="The Post"><link rel="canonical" href="{url}">'
        f'<meta property="article:published_time" content="{date}"></head><body><nav>Home About</nav>'
        f"<article><h1>{title}</h1><p>{RAIN[0]}</p><p>{RAIN[1]}</p></article><footer>Copyright</footer></body></html>"
    )

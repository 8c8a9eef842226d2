"""How many GPUs torch could use, told without the seconds and the memory that asking torch takes."""

from __future__ import annotations

from ctypes import CDLL, byref, c_int
from importlib.metadata import PackageNotFoundError, version


def count_gpus() -> int:
    """NVIDIA GPUs that this process may use; 0 where there is no driver, or torch is built without."""
    try:
        if version("torch").endswith("+cpu"):
            return 0
        cuda, count = CDLL("libcuda.so.1"), c_int()
        found = cuda.cuInit(0) == 0 and cuda.cuDeviceGetCount(byref(count)) == 0
    except (OSError, AttributeError, PackageNotFoundError):
        return 0
    return count.value if found else 0

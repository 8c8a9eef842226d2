"""`python -m bot.console`."""

from __future__ import annotations

import sys

from bot.console import main

sys.exit(main())

"""How the running bot is, for whatever watches over it: `/healthz` on the machine's own loopback address."""

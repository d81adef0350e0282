"""How the explorer is served."""

from __future__ import annotations

from dataclasses import dataclass
from ipaddress import ip_address

PORT = 8642
LOOPBACK = ("localhost", "127.0.0.1", "::1")


@dataclass(frozen=True, slots=True)
class Settings:
    """Where the explorer listens and what it allows.

    `token` is asked of every request where it is set; it must be set to listen anywhere but on loopback.
    `names` are host names by which others may call this machine. `judging` allows judgements.
    """

    host: str = "127.0.0.1"
    port: int = PORT
    token: str = ""
    names: tuple[str, ...] = ()
    judging: bool = True
    judge: str = ""
    """Who judges: kept with each judgement."""

    @property
    def local(self) -> bool:
        """Whether it listens to this machine alone."""
        return is_loopback(self.host)

    def answers_to(self, name: str) -> bool:
        """Whether a request may call this server by a host name (without port).

        Another name means that somebody else's name was bent to this address.
        """
        if name in (*self.names, self.host) or is_loopback(name):
            return True
        return not self.local and is_address(name)


def is_loopback(name: str) -> bool:
    """Whether a host name or address means this machine."""
    return name in LOOPBACK or (is_address(name) and ip_address(name).is_loopback)


def is_address(name: str) -> bool:
    """Whether a text is an IP address."""
    try:
        ip_address(name)
    except ValueError:
        return False
    return True

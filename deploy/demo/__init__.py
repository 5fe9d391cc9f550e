"""A city in Taiyuan's shape, made up from a seed, so that no screen is empty."""

from deploy.demo.accounts import Account, write_accounts
from deploy.demo.load import load, loaded

__all__ = ["Account", "load", "loaded", "write_accounts"]

"""The list that every migration is put on."""

from sqlite_utils import Migrations

migrations = Migrations("curator")

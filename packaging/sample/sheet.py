"""Give the chat the shape of a TAGS v6.1 sheet, saved as CSV."""

from __future__ import annotations

import csv
import io
import json
from datetime import timedelta

from sample.chat import EPOCH, LONDON, Person
from sample.twarc import Record

HEADER = (
    "id_str",
    "from_user",
    "text",
    "created_at",
    "time",
    "geo_coordinates",
    "user_lang",
    "in_reply_to_user_id_str",
    "in_reply_to_screen_name",
    "from_user_id_str",
    "in_reply_to_status_id_str",
    "source",
    "profile_image_url",
    "user_followers_count",
    "user_friends_count",
    "user_location",
    "status_url",
    "entities_str",
)


def as_csv(records: list[Record], people: dict[str, Person]) -> str:
    """Return the sheet's text, newest post first."""
    page = io.StringIO(newline="")
    sheet = csv.DictWriter(page, HEADER, lineterminator="\r\n")
    sheet.writeheader()
    sheet.writerows(_row(record, people[record["user"]["screen_name"]]) for record in records)
    return page.getvalue()


def _row(record: Record, person: Person) -> dict[str, object]:
    user = record["user"]
    moment = EPOCH + timedelta(milliseconds=record["id"] >> 22)
    return {
        "id_str": record["id_str"],
        "from_user": person.handle,
        "text": record["full_text"],
        "created_at": record["created_at"],
        "time": f"{moment.astimezone(LONDON):%d/%m/%Y %H:%M:%S}",
        "geo_coordinates": "",
        "user_lang": "",
        "in_reply_to_user_id_str": record["in_reply_to_user_id_str"],
        "in_reply_to_screen_name": record["in_reply_to_screen_name"],
        "from_user_id_str": user["id_str"],
        "in_reply_to_status_id_str": record["in_reply_to_status_id_str"],
        "source": record["source"],
        "profile_image_url": user["profile_image_url"],
        "user_followers_count": "" if person.followers_unrecorded else person.followers,
        "user_friends_count": user["friends_count"],
        "user_location": person.location,
        "status_url": f"http://twitter.com/{person.handle}/statuses/{record['id_str']}",
        "entities_str": json.dumps(record["entities"], ensure_ascii=False),
    }

"""The columns of a table: guessed from the header, or set by the user."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from functools import cache, lru_cache

from curator.errors import ArchiveError
from curator.i18n import tr
from curator.readers.kit.tables.column_zones import without_zone, zone_in

SYNONYMS: Mapping[str, str] = {
    "text": "full_text text tweet tweet_text tweet_full_text status_text post_text message_text"
    " tweet_content raw_content content message body post words comment hit_sentence opening_text"
    " post_content snippet tweets texte testo texto tekst nachricht beitrag inhalt mensaje"
    " mensagem messaggio bericht kommentar commentaire comentario comentário commento contenido"
    " contenu contenuto conteúdo текст сообщение 本文 テキスト 内容 正文 文本 텍스트 내용"
    " treść wiadomość wpis metin mesaj meddelande inlägg besked indhold melding innhold innlegg"
    " viesti teksti sisältö zpráva obsah příspěvek správa üzenet szöveg bejegyzés conținut"
    " κείμενο μήνυμα повідомлення النص نص الرسالة رسالة הודעה טקסט pesan teks isi nội_dung"
    " tin_nhắn ข้อความ",
    "handle": "screen_name user_screen_name from_user user.screen_name user.username"
    " author.username from_user_name author.user_name author.handle author_username username"
    " user_name user handle twitter_handle author_handle author account sender nick from"
    " influencer extra_author_attributes.short_name author_nickname sender_screen_name"
    " author_screen_name profile_id sent_by benutzer benutzername nutzer nutzername usuario"
    " nombre_de_usuario utilisateur nom_d_utilisateur auteur autor autore utente nome_utente"
    " gebruiker gebruikersnaam usuário nome_de_usuário пользователь автор ユーザー名 ユーザー"
    " アカウント 用户名 用户 作者 사용자 작성자"
    " nazwa_użytkownika użytkownik kullanıcı_adı kullanıcı yazar användarnamn användare"
    " författare brugernavn bruger brukernavn bruker forfatter käyttäjänimi käyttäjä kirjoittaja"
    " uživatelské_jméno uživatel používateľ felhasználónév felhasználó szerző nume_de_utilizator"
    " nume_utilizator utilizator όνομα_χρήστη χρήστης συντάκτης користувач اسم_المستخدم المستخدم"
    " الكاتب שם_משתמש משתמש nama_pengguna pengguna penulis tên_người_dùng người_dùng tác_giả"
    " ชื่อผู้ใช้ ผู้ใช้",
    "name": "name full_name author_fullname from_user_realname display_name user.name author.name"
    " author_name real_name user_name username author.display_name extra_author_attributes.name"
    " nombre nom nome naam имя 名前 이름 imię isim namn navn nimi jméno meno név nume όνομα ім'я"
    " الاسم שם nama tên ชื่อ speaker sprecher sprecherin locuteur intervenant orador oradora oratore"
    " spreker talare taler puhuja mówca mluvčí beszélő vorbitor ομιλητής спикер говорящий"
    " konuşmacı المتحدث דובר 発言者 話者 发言人 발언자 화자",
    "time": "created_at created created_at_utc datetime date_time timestamp tweet_date posted_at"
    " published_at posted date_utc date_created date time sent timestamp_utc published"
    " publish_date published_date post_date created_time post_created pubdate datum fecha"
    " datum_uhrzeit fecha_hora zeitpunkt zeit date_heure data_hora data_ora дата 日時 日付"
    " 投稿日時 时间 日期 날짜 시간 data"
    " tarih zaman tidpunkt dato tidspunkt päivämäärä pvm čas dátum időpont dată ημερομηνία"
    " التاريخ תאריך tanggal waktu ngày thời_gian วันที่ time_in_seconds time_text elapsed timecode",
    "id": "id_str tweet_id tweet_id_str status_id tweet_status_id id message_id post_id",
    "url": "status_url tweet_url permalink permanent_url tweet_permalink link_to_tweet tweet_link"
    " post_url post_link post_permalink twitter_url original_url external_link article_url link"
    " url enlace lien",
    "reply_to": "in_reply_to_status_id_str in_reply_to_status_id reply_to_status_id"
    " in_reply_to_status_status_id in_reply_to_tweet_id referenced_tweets.replied_to.id"
    " in_reply_to_id reply_to_sid in_reply_to reply_to",
    "followers": "followers_count user_followers_count user.followers_count followers"
    " user_followers from_user_followercount author.followers author_followers"
    " author.public_metrics.followers_count twitter_followers",
    "media": "ext_media_url media_url media_urls attachments.media media photos"
    " images pictures image",
    "likes": "favorite_count favourite_count like_count likes likes_count favorites favourites"
    " favorites_count tweet_favorite_count public_metrics.like_count twitter_likes favs",
    "reposts": "retweet_count retweets retweets_count reposts repost_count boosts shares"
    " tweet_retweet_count public_metrics.retweet_count twitter_retweets rts",
    "replies": "reply_count replies replies_count public_metrics.reply_count",
    "lang": "lang language tweet_lang tweet_language_iso_639_1",
    "avatar": "profile_image_url_https profile_image_url user_profile_image_url"
    " author.profile_image_url author.profile_picture avatar avatar_url profile_image user_image",
}
"""Our field → its usual column names, the likelier first; case and punctuation are ignored."""

_PROGRAMS: tuple[tuple[frozenset[str], Mapping[str, str]], ...] = (
    (  # Sysomos MAP
        frozenset({"host", "authorname", "contents", "uniqueid"}),
        {"text": "contents", "handle": "authorname", "id": "uniqueid", "url": "link"},
    ),
    (  # Crimson Hexagon, later Brandwatch's Consumer Research
        frozenset({"guid", "contents", "author", "url", "posttype"}),
        {"text": "contents", "handle": "author", "id": "guid"},
    ),
    (  # Netlytic
        frozenset({"guid", "pubdate", "description", "author"}),
        {"text": "description", "url": "link"},
    ),
    (  # Followthehashtag
        frozenset({"nickname", "username", "tweetcontent"}),
        {"handle": "nickname", "name": "username"},
    ),
    (  # Export Comments
        frozenset({"nameclicktoviewprofile", "profileid", "comment"}),
        {"handle": "profileid", "name": "nameclicktoviewprofile"},
    ),
)
"""What programs call as nobody else would guess: by which columns they are known, and our field →
theirs, without what varies in names."""

FIELDS = tuple(SYNONYMS)
"""The fields for which a column can be chosen, in the order of the form."""

TAGS = frozenset({"idstr", "fromuser", "text"})
_TAGS_TOO = frozenset({"entitiesstr", "statusurl", "userfollowerscount", "geocoordinates"})
ARCHIVER = frozenset({"screenname", "fullname", "tweettext", "tweetid"})

DISCORD = frozenset({"AuthorID", "Author", "Date", "Content"})
KNOWN_OBJECTS = (
    frozenset({"user.screen_name", "id"}),  # Twitter
    frozenset({"text", "id", "author_id"}),  # its second interface
    frozenset({"account.acct", "content"}),  # Mastodon
    frozenset({"message_type", "author.name"}),  # chat-downloader
    frozenset({"originalarrivaltime", "content"}),  # Teams and Skype
    frozenset({"createdAt", "visibility", "text", "id"}),  # Misskey
)
"""Names in flat objects of JSON by which readers know what is theirs better than as a table."""
NODEXL = frozenset({"vertex1", "vertex2", "relationship", "tweet"})
GRAILBIRD = frozenset(
    {"tweetid", "timestamp", "source", "text", "retweetedstatususerid", "expandedurls"}
)

_READABLE = 30
_REMEMBERED = 4096
_NOTHING = re.compile(r"[^0-9a-z\u00aa-\U0010ffff]+")


@lru_cache(_REMEMBERED)
def plain(name: str) -> str:
    """Return a column's name without what people and programs vary in it."""
    return _NOTHING.sub("", unicodedata.normalize("NFC", name).lower())


def is_tags(header: Iterable[str]) -> bool:
    """Tell whether a header is that of the Archive sheet of TAGS."""
    names = set(map(plain, header))
    return names >= TAGS and not names.isdisjoint(_TAGS_TOO)


def is_archiver(header: Iterable[str]) -> bool:
    """Tell whether a header is that of the Twitter Archiver sheet."""
    return set(map(plain, header)) >= ARCHIVER


def is_discord(header: Iterable[str]) -> bool:
    """Tell whether a header is that of a channel saved by DiscordChatExporter."""
    return set(header) >= DISCORD


def is_grailbird(header: Iterable[str]) -> bool:
    """Tell whether a header is that of the tables in Twitter's archives before 2018."""
    return set(map(plain, header)) >= GRAILBIRD


def is_nodexl(header: Iterable[str]) -> bool:
    """Tell whether a header is that of the edges of a network that NodeXL made of tweets."""
    return set(map(plain, header)) >= NODEXL


def column(header: Sequence[str], names: str, taken: Iterable[str] = ()) -> str:
    """Return the first of a header's columns that goes by one of the names, or ''."""
    known: dict[str, str] = {}
    for name in header:
        if name not in taken:
            known.setdefault(plain(name), name)
    for name in header:
        if name not in taken and zone_in(name):
            known.setdefault(plain(without_zone(name)), name)
    return next((known[n] for n in _wanted(names) if n in known), "")


@cache
def _wanted(names: str) -> tuple[str, ...]:
    """Return the usual names of a column without what varies in them."""
    return tuple(map(plain, names.split()))


def guess(header: Sequence[str]) -> dict[str, str]:
    """Return the columns that tell by their names what they hold, by our field."""
    found = _as_programs_do(header)
    for field, names in SYNONYMS.items():
        if field not in found and (name := column(header, names, found.values())):
            found[field] = name
    if (time := found.get("time")) and not zone_in(time):
        found["time"] = _with_zone(header, time)
    return found


def _as_programs_do(header: Sequence[str]) -> dict[str, str]:
    """Return the columns of a program that is known by its header."""
    known = {plain(name): name for name in reversed(header)}
    for signs, theirs in _PROGRAMS:
        if signs <= known.keys():
            return {field: known[name] for field, name in theirs.items() if name in known}
    return {}


def _with_zone(header: Sequence[str], time: str) -> str:
    """Return the column that tells the same time with its zone, if there is one."""
    told = plain(time)
    alike = (name for name in header if zone_in(name) and plain(without_zone(name)) == told)
    return next(alike, time)


def choose(header: Sequence[str], given: Mapping[str, str]) -> dict[str, str]:
    """Return the columns by our field: as guessed, but where the user chose otherwise."""
    chosen = guess(header)
    for field, title in given.items():
        if field not in SYNONYMS:
            raise ArchiveError(
                tr(
                    "“{field}” is nothing that a column can be chosen for. Choose among {fields}.",
                    field=field,
                    fields=", ".join(FIELDS),
                )
            )
        name = title if title in header else column(header, title.replace(" ", "_"))
        if title and not name:
            raise ArchiveError(
                tr(
                    "There is no column “{name}”. The columns are {columns}.",
                    name=title,
                    columns=listed(header),
                )
            )
        chosen = {f: n for f, n in chosen.items() if f != field and n != name}
        if name:
            chosen[field] = name
    return chosen


def listed(header: Sequence[str]) -> str:
    """Return the columns' names for a sentence: not more than fit into one."""
    shown = ", ".join(f"“{name[:40]}”" for name in header[:_READABLE])
    return shown + (" …" if len(header) > _READABLE else "")

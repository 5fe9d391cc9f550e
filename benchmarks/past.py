"""A city with a past: many reports, photos, cases and events, made inside PostgreSQL."""

import psycopg

STATEMENTS = (
    """
    insert into reports (id, number, channel, device, fingerprint, words, place_words, category_id,
                         position, accuracy, made_at, received_at)
    select uuidv7(make_interval(secs => -30 * n)), '20200101-' || lpad(n::text, 7, '0'), 'citizen',
           md5((n %% 9973)::text) || md5((n %% 9973)::text), md5(n::text) || md5((-n)::text),
           '人行道上的井盖破了，晚上很危险', '迎泽大街', (select min(id) from categories),
           point(112.5 + random() / 9, 37.8 + random() / 9), 12,
           now() - make_interval(secs => 30 * n), now() - make_interval(secs => 30 * n)
    from generate_series(1, %(count)s) n
    """,
    """
    insert into cases (id, number, stage, report_id, category_id, words, place, position, accuracy,
                       placement, urgent, received_at, stage_at)
    select uuidv7(received_at - now()), '140100' || translate(number, '-', ''), 'closed', id,
           category_id, words, place_words, position, accuracy, '{}', false, received_at,
           received_at
    from reports where number like '20200101-%%'
    """,
    """
    update reports set case_id = cases.id from cases
    where cases.report_id = reports.id and reports.number like '20200101-%%'
    """,
    """
    insert into photos (id, report_id, kind, sender, sha256, size, state, taken_at, position)
    select uuidv7(received_at - now()), id, 'before', device, fingerprint, 300000, 'ready', made_at,
           position
    from reports where number like '20200101-%%'
    """,
    """
    insert into events (at, name, report_id, case_id, photo_id, actor_device, actor_name, role,
                        data, relayed_at)
    select received_at, name, reports.id,
           case when name like 'case%%' then reports.case_id end,
           case when name like 'photo%%' then photos.id end,
           device, '', 'citizen', '{}', received_at
    from reports join photos on photos.report_id = reports.id,
         unnest(array['report.received', 'photo.received', 'photo.ready', 'case.opened',
                      'case.accept', 'case.file', 'case.dispatch', 'case.handle',
                      'case.close']) name
    where number like '20200101-%%'
    """,
)


THERE = "select from reports where number like '20200101-%' limit 1"


def load(database: str, count: int) -> int:
    """Give a city `count` closed cases of long ago, once; how many reports it then has."""
    with psycopg.connect(database, autocommit=True) as connection:
        there = connection.execute(
            "select exists (select from reports where number like '20200101-%%')", []
        )
        if not there.fetchone()[0]:
            with connection.transaction():
                for statement in STATEMENTS:
                    connection.execute(statement, {"count": count})
            connection.execute("vacuum analyze")
        (known,) = connection.execute("select count(*) from reports").fetchone()
    return int(known)

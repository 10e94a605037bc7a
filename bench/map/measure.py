"""The map beside PostGIS on the same private cluster and the same places: what `scripts/bench-map` prints.

Pins as GeoJSON, clusters, and one new place among many, in process and through HTTP; answers are compared before
anything is timed.
"""

import argparse
import http.client
import json
import os
import pathlib
import statistics
import subprocess
import sys
import tempfile
import time

HERE = pathlib.Path(__file__).parent
sys.path.insert(0, str(HERE.parent / 'http'))

import measure as http_measure  # noqa: E402
import mix  # noqa: E402
from hall import DEMO_PASSWORD, Hall, Visitor  # noqa: E402

NEAR = 100  # metres, as /v1/sites/check looks
KINDS = {'Point': 0, 'LineString': 1}
# One round trip, prepared; the question's place is a row of its own, so that nothing is parsed.
NEAR_SQL = (
    'SELECT work.number FROM question, pin AS work WHERE question.number = :number '
    f'AND ST_DWithin(work.place, question.place, {NEAR});\n'
)
# Times each of the first questions by itself, without any round trip, as bench-geo does.
LOOP_SQL = f"""
    CREATE OR REPLACE FUNCTION ask(asked integer) RETURNS TABLE (kind text, p50 float8, p99 float8, hits float8)
    LANGUAGE plpgsql AS $$
    DECLARE q record; n bigint; start timestamptz;
    BEGIN
        CREATE TEMP TABLE took (kind text, us float8, hits bigint) ON COMMIT DROP;
        FOR q IN SELECT * FROM question WHERE number < asked ORDER BY number LOOP
            start := clock_timestamp();
            SELECT count(*) INTO n FROM pin WHERE ST_DWithin(pin.place, q.place, {NEAR});
            INSERT INTO took VALUES (q.kind, extract(epoch FROM clock_timestamp() - start) * 1e6, n);
        END LOOP;
        RETURN QUERY SELECT t.kind, percentile_cont(0.5) WITHIN GROUP (ORDER BY us),
            percentile_cont(0.99) WITHIN GROUP (ORDER BY us), avg(t.hits)::float8 FROM took AS t GROUP BY 1 ORDER BY 1;
    END $$"""
JSON_SQL = """
    SELECT json_build_object('type', 'FeatureCollection', 'features', json_agg(json_build_object('type', 'Feature',
        'id', id, 'properties', json_build_object('name', name, 'village', village, 'year', year, 'fund', fund,
        'kind', kind, 'state', state, 'stage', stage, 'budgetSen', budget_sen),
        'geometry', ST_AsGeoJSON(place)::json))) FROM work"""


def say(text):
    print(text, file=sys.stderr, flush=True)


class Map(http_measure.Bench):
    """One hall, and a second database with PostGIS in its cluster."""

    def open(self):
        self.find_database()
        self.own = self.database
        visitor = Visitor(self.hall.port)
        self.token = visitor.token('inspektur', DEMO_PASSWORD)
        self.village = self.sql('SELECT min(village) FROM place.village WHERE village / 1000000 = 3510')
        self.within('postgres', 'CREATE DATABASE peer')
        self.within('peer', 'CREATE EXTENSION postgis')
        self.count = 0

    def within(self, database, text):
        kept, self.database = self.database, database
        try:
            return self.sql(text)
        finally:
            self.database = kept

    def fill(self, count):
        """Goes on to so many works, on both sides."""
        file = self.folder / 'works.tsv'
        first = self.count
        mix.write_works(file, first, count - first)
        with open(self.folder / 'all.tsv', 'a') as out:
            out.write(file.read_text())
        began = time.monotonic()
        script = (HERE / 'works.sql').read_text().replace('WORKS', str(file))
        path = self.folder / 'works.sql'
        path.write_text(script)
        self.as_server('psql', '-X', '-q', '-v', 'ON_ERROR_STOP=1', '-f', str(path), self.own)
        self.peer(
            'CREATE TABLE IF NOT EXISTS pin (number bigint, wkb text, w float8, s float8, e float8, n float8, '
            'place geography)',
            'DROP INDEX IF EXISTS pin_place',
            f"\\copy pin (number, wkb, w, s, e, n) FROM '{file}'",
            "UPDATE pin SET place = ST_SetSRID(ST_GeomFromWKB(decode(wkb, 'hex')), 4326)::geography, wkb = NULL "
            'WHERE place IS NULL',
            'CREATE INDEX pin_place ON pin USING gist (place)',
            'GRANT SELECT ON pin TO balai_app',
            'VACUUM ANALYZE pin',
        )
        self.count = count
        say(f'{count} works stored on both sides in {time.monotonic() - began:.0f} s')
        began = time.monotonic()
        self.near('{"type":"Point","coordinates":[114.2,-8.2]}')
        say(f'the server took them in within {time.monotonic() - began:.1f} s')

    def question(self, count):
        """So many questions on both sides."""
        file = self.folder / 'questions.tsv'
        mix.write_questions(file, count)
        self.questions = [line.rstrip('\n').split('\t') for line in open(file)]
        self.peer(
            'CREATE TABLE question (number integer PRIMARY KEY, kind text, wkb text, json text, place geography)',
            f"\\copy question (number, kind, wkb, json) FROM '{file}' WITH (FORMAT text)",
            "UPDATE question SET place = ST_SetSRID(ST_GeomFromWKB(decode(wkb, 'hex')), 4326)::geography",
            'GRANT SELECT ON question TO balai_app',
            'VACUUM ANALYZE question',
        )

    def peer(self, *commands):
        """Runs these in the database with PostGIS, one after the other."""
        arguments = [part for command in commands for part in ('-c', command)]
        self.as_server('psql', '-X', '-q', '-v', 'ON_ERROR_STOP=1', 'peer', *arguments)

    def ask(self, method, path, body=None):
        """The answer, with the seconds to the first byte and to the last."""
        connection = http.client.HTTPConnection('127.0.0.1', self.hall.port, timeout=600)
        connection.connect()
        headers = {'Authorization': f'Bearer {self.token}', 'Content-Type': 'application/json'}
        began = time.perf_counter()
        connection.request(method, path, body, headers)
        answer = connection.getresponse()
        head = answer.read(1)
        first = time.perf_counter() - began
        text = head + answer.read()
        last = time.perf_counter() - began
        connection.close()
        if answer.status != 200:
            raise RuntimeError(f'{path}: {answer.status} {text[:300]!r}')
        return text, first, last

    def near(self, geometry, line=None):
        """What the server finds near a place: a work's name ends with its number, counted from 1."""
        body = json.dumps({'village': self.village, 'geometry': geometry})
        if line is None:
            text = self.ask('POST', '/v1/sites/check', body)[0]
        else:
            line.request('POST', '/v1/sites/check', body, {
                'Authorization': f'Bearer {self.token}', 'Content-Type': 'application/json'})
            text = line.getresponse().read()
        return {int(one['name'].split()[-1]) - 1 for one in json.loads(text)['neighbours']}

    # The questions.

    def theirs(self, until):
        """What PostGIS finds: of each question the works, with the distance where it is within a centimetre of
        the limit: there an edge that is a great circle and one that is a geodesic may differ."""
        text = self.within('peer', f"""
            SELECT q.number, string_agg(p.number::text, ','),
                   coalesce(string_agg(p.number::text, ',') FILTER (WHERE ST_Distance(p.place, q.place) > {NEAR} - 0.01), '')
              FROM question AS q JOIN pin AS p ON ST_DWithin(p.place, q.place, {NEAR} + 0.01)
             WHERE q.number < {until} GROUP BY q.number""")
        found = {}
        for line in text.splitlines():
            number, works, near = line.split('|')
            found[int(number)] = (
                {int(one) for one in works.split(',')}, {int(one) for one in near.split(',') if one})
        return found

    def compare(self, geo, in_process, over_http):
        """The same works near the same places: all in process, some through HTTP (50 works at most)."""
        began = time.monotonic()
        theirs = self.theirs(max(in_process, over_http))
        say(f'PostGIS answered {max(in_process, over_http)} questions in {time.monotonic() - began:.0f} s')
        own = {}
        for line in open(self.answers(geo)):
            number, work, _ = line.split('\t')
            own.setdefault(int(number), set()).add(int(work))
        self.verdict('in process', {n: own.get(n, set()) for n in range(in_process)}, theirs)
        line = http.client.HTTPConnection('127.0.0.1', self.hall.port, timeout=600)
        told = {n: self.near(self.questions[n][3], line) for n in range(over_http)}
        line.close()
        self.verdict('through HTTP', told, theirs, most=50)

    @staticmethod
    def verdict(how, own, theirs, most=None):
        hits = wrong = cut = edge = 0
        for number, found in own.items():
            works, near = theirs.get(number, (set(), set()))
            hits += len(found)
            edge += len(near)
            if most and len(found) == most:
                cut += 1
                wrong += not found <= works
            else:
                wrong += not (works - near <= found <= works)
        print(f'the same works near {len(own)} new ones {how}: {hits} hits, {cut} answers cut, {wrong} differ '
              f'({edge} hits within 1 cm of the limit not compared)')

    def answers(self, geo):
        """Asks in process; prints its figures; where its answers lie."""
        out = self.folder / 'answers.tsv'
        self.in_process = subprocess.run(
            [geo, 'answer', str(self.folder / 'all.tsv'), str(self.folder / 'questions.tsv'), str(NEAR), str(out)],
            capture_output=True, text=True, check=True).stdout
        return out

    def loop(self, asked):
        """In process beside a loop of PL/pgSQL."""
        self.peer(LOOP_SQL)
        theirs = {}
        for line in self.within('peer', f'SELECT * FROM ask({asked})').splitlines():
            kind, *values = line.split('|')
            theirs[kind] = [float(value) for value in values]
        own = dict(line.split('\t') for line in self.in_process.splitlines())
        for kind, (p50, p99, hits) in theirs.items():
            for name, value in (('p50', p50), ('p99', p99)):
                mine = float(own[f'mix_{kind}_{name}_us'])
                print(f'in process, {kind} among {self.count} ({hits:.1f} hits), {name} us\tBalai {mine:.3g}'
                      f'\tPostGIS {value:.4g}\t{value / mine:.1f} x')

    def pins(self, rounds):
        """All works as GeoJSON: from the server, and by one query of PostGIS with the same members."""
        self.within('peer', 'DROP TABLE IF EXISTS work')
        self.as_server(
            'psql', '-X', '-q', '-v', 'ON_ERROR_STOP=1', 'peer', '-c', f"""
            CREATE TABLE work AS SELECT ('00000000-0000-7000-8000-' || lpad(to_hex(number), 12, '0'))::uuid AS id,
                'Lampu jalan ' || number + 1 AS name, {self.village}::bigint AS village,
                (2015 + (number + 1) % 10)::smallint AS year, 'UJI' AS fund, 'lighting' AS kind, 'running' AS state,
                50::smallint AS stage, 1500000000::bigint AS budget_sen, place FROM pin""",
            '-c', 'VACUUM ANALYZE work')
        own, first, theirs = [], [], []
        for turn in range(rounds + 1):
            text, head, whole = self.ask('GET', '/v1/works/export?format=geojson&fund=UJI')
            began = time.perf_counter()
            other = self.within('peer', JSON_SQL)
            spent = time.perf_counter() - began
            if turn == 0:
                self.same(text, other)
            else:
                own.append(whole), first.append(head), theirs.append(spent)
        self.line('all works as GeoJSON, s', own, theirs)
        print(f'first byte, ms\t{self.spread([t * 1e3 for t in first])}\t(aim 20)')

    def same(self, text, other):
        """Both files tell of the same works: equal members, places to the seven decimals they were given in."""
        one, two = ({f['id']: f for f in json.loads(t)['features']} for t in (text, other))

        def places(feature):
            def walk(part):
                return [round(part, 7)] if isinstance(part, (int, float)) else [v for one in part for v in walk(one)]
            return walk(feature['geometry']['coordinates'])

        apart = [
            key for key in one.keys() | two.keys()
            if key not in one or key not in two or one[key]['properties'] != two[key]['properties']
            or one[key]['geometry']['type'] != two[key]['geometry']['type'] or places(one[key]) != places(two[key])
        ]
        print(f'GeoJSON of {len(one)} works, {len(text) / 1e6:.1f} MB: {len(apart)} differ {apart[:2]}')

    def clusters(self, rounds):
        box = ','.join(str(side) for side in mix.BOX)
        for zoom in (9, 11, 12):
            times, cells = [], 0
            for _ in range(rounds * 5):
                text, _, whole = self.ask('GET', f'/v1/map?bbox={box}&zoom={zoom}')
                times.append(whole * 1e3)
                cells = text.count(b'"works"')
            print(f'clusters of {self.count} works at zoom {zoom}, ms\t{self.spread(times)}\t{cells} cells (aim 100)')

    def checks(self, rounds, connections):
        (self.folder / 'tokens').write_text(f'{self.village}\t{self.token}\n')
        for kind, odd in KINDS.items():
            file = self.folder / f'{kind}.txt'
            file.write_text(''.join(q[3] + '\n' for q in self.questions if q[1] == kind))
            script = f'\\set half random(0, {len(self.questions) // 2 - 1})\n\\set number :half * 2 + {odd}\n' + NEAR_SQL
            own, theirs = [], []
            for _ in range(rounds):
                before = self.spent()
                own.append(self.wrk(HERE / 'check.lua', connections, BENCH_QUESTIONS=str(file)))
                own[-1] += ((self.spent() - before) / (own[-1][0] * self.seconds) * 1e6,)
                self.database = 'peer'
                theirs.append(self.pgbench(script, connections))
                self.database = self.own
            for which, what in enumerate(('per second', 'p50 ms', 'p99 ms')):
                self.line(
                    f'near one new {kind} among {self.count}, {connections} clients, {what}',
                    [turn[which] for turn in own], [turn[which] for turn in theirs], more=which == 0)
            print(f'the server\'s processor us a question\t{self.spread([turn[3] for turn in own])}')

    def spent(self):
        """Processor seconds of the server so far, PostgreSQL's not counted."""
        fields = pathlib.Path(f'/proc/{self.hall.process.pid}/stat').read_text().rsplit(')', 1)[1].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf('SC_CLK_TCK')

    @staticmethod
    def spread(values):
        return f'{statistics.median(values):.3g} ({min(values):.3g}-{max(values):.3g})'

    def line(self, what, own, theirs, more=False):
        ratio = statistics.median(theirs) / statistics.median(own)
        print(f'{what}\tBalai {self.spread(own)}\tPostGIS {self.spread(theirs)}\t{1 / ratio if more else ratio:.2f} x')


def main():
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument('--works', type=int, default=100_000, help='on the map')
    arguments.add_argument('--sites', type=int, default=1_000_000, help='around the new place')
    arguments.add_argument('--rounds', type=int, default=3)
    arguments.add_argument('--seconds', type=int, default=5, help='of each load')
    arguments.add_argument('--questions', type=int, default=100_000, help='compared in process')
    arguments.add_argument('--asked', type=int, default=10_000, help='compared through HTTP, and timed in PL/pgSQL')
    arguments.add_argument('--geo', required=True, help='the measuring program of GeoIndex')
    chosen = arguments.parse_args()
    hall = Hall(tempfile.mkdtemp(prefix='balai-map-'))
    try:
        say(f'the server is ready after {hall.start():.1f} s')
        bench = Map(hall, [], chosen.seconds)
        bench.open()
        print(f'load {os.getloadavg()[0]:.1f}')
        bench.fill(chosen.works)
        bench.pins(chosen.rounds)
        bench.clusters(chosen.rounds)
        if chosen.sites > chosen.works:
            bench.fill(chosen.sites)
        bench.question(chosen.questions)
        bench.compare(chosen.geo, chosen.questions, chosen.asked)
        bench.loop(chosen.asked)
        for connections in (2, 16):
            bench.checks(chosen.rounds, connections)
    finally:
        hall.remove()


if __name__ == '__main__':
    main()

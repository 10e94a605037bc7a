"""The map beside PostGIS on the same private cluster and the same places: what `scripts/bench-map` prints.

Pins as GeoJSON, clusters, and one new place among many; answers are compared before anything is timed.
"""

import argparse
import http.client
import json
import pathlib
import random
import statistics
import sys
import tempfile
import time

HERE = pathlib.Path(__file__).parent
sys.path.insert(0, str(HERE.parent / 'http'))

import measure as http_measure  # noqa: E402
from hall import DEMO_PASSWORD, Hall, Visitor  # noqa: E402

BOX = (113.85, -8.75, 114.55, -7.75)
NEAR = 100  # metres, as /v1/sites/check looks
NEAR_SQL = (
    'SELECT number FROM pin WHERE ST_DWithin(place, ST_SetSRID(ST_MakePoint(:lon, :lat), 4326)::geography, '
    f'{NEAR})'
)
JSON_SQL = """
    SELECT json_build_object('type', 'FeatureCollection', 'features', json_agg(json_build_object('type', 'Feature',
        'id', id, 'properties', json_build_object('name', name, 'village', village, 'year', year, 'fund', fund,
        'kind', kind, 'state', state, 'stage', stage, 'budgetSen', budget_sen),
        'geometry', ST_AsGeoJSON(place)::json))) FROM work"""


def say(text):
    print(text, file=sys.stderr, flush=True)


def places(count, seed):
    """Half of them anywhere, half in clusters of 25 within some 150 m, as works lie in villages."""
    chance = random.Random(seed)
    west, south, east, north = BOX
    while count > 0:
        lon, lat = chance.uniform(west, east), chance.uniform(south, north)
        yield lon, lat
        count -= 1
        for _ in range(min(25, count)):
            yield lon + chance.uniform(-0.0014, 0.0014), lat + chance.uniform(-0.0014, 0.0014)
        count -= min(25, count)
        for _ in range(min(24, count)):
            yield chance.uniform(west, east), chance.uniform(south, north)
        count -= min(24, count)


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
        file = self.folder / 'pins.tsv'
        first = self.count
        with open(file, 'w') as out:
            for number, (lon, lat) in enumerate(places(count - first, seed=first + 1), first):
                out.write(f'{number}\t{lon!r}\t{lat!r}\n')
        began = time.monotonic()
        script = (HERE / 'works.sql').read_text().replace('PINS', str(file))
        path = self.folder / 'works.sql'
        path.write_text(script)
        self.as_server('psql', '-X', '-q', '-v', 'ON_ERROR_STOP=1', '-f', str(path), self.own)
        self.as_server(
            'psql', '-X', '-q', '-v', 'ON_ERROR_STOP=1', 'peer',
            '-c', 'CREATE TABLE IF NOT EXISTS pin (number bigint, lon float8, lat float8, place geography)',
            '-c', 'DROP INDEX IF EXISTS pin_place',
            '-c', f"\\copy pin (number, lon, lat) FROM '{file}'",
            '-c', 'UPDATE pin SET place = ST_SetSRID(ST_MakePoint(lon, lat), 4326)::geography WHERE place IS NULL',
            '-c', 'CREATE INDEX pin_place ON pin USING gist (place)',
            '-c', 'GRANT SELECT ON pin TO balai_app',
        )
        self.within('peer', 'VACUUM ANALYZE pin')
        self.count = count
        say(f'{count} works stored on both sides in {time.monotonic() - began:.0f} s')
        began = time.monotonic()
        self.near(*BOX[:2])
        say(f'the server took them in within {time.monotonic() - began:.1f} s')

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

    def near(self, lon, lat):
        point = f'{{"type":"Point","coordinates":[{lon:.7f},{lat:.7f}]}}'
        body = json.dumps({'village': self.village, 'geometry': point})
        found = json.loads(self.ask('POST', '/v1/sites/check', body)[0])['neighbours']
        return {int(one['name'].split()[-1]) - 1 for one in found}

    # The questions.

    def compare(self, count):
        """The same works near the same places, wherever the answer is not cut (50 works)."""
        chance, wrong, hits, cut = random.Random(7), 0, 0, 0
        asked = [place for place in places(count * 2, 99)][::2][:count]
        chance.shuffle(asked)
        rows = ','.join(f'({n},{lon:.7f},{lat:.7f})' for n, (lon, lat) in enumerate(asked))
        text = self.within('peer', f"""
            SELECT q.n, string_agg(p.number::text, ',') FROM (VALUES {rows}) AS q (n, lon, lat)
              LEFT JOIN pin AS p ON ST_DWithin(p.place, ST_SetSRID(ST_MakePoint(q.lon, q.lat), 4326)::geography, {NEAR})
             GROUP BY q.n""")
        theirs = {}
        for line in text.splitlines():
            number, found = line.split('|')
            theirs[int(number)] = {int(one) for one in found.split(',')} if found else set()
        for number, (lon, lat) in enumerate(asked):
            own = self.near(lon, lat)
            hits += len(own)
            if len(theirs[number]) > 50:
                cut += 1
                wrong += not own <= theirs[number]
            else:
                wrong += own != theirs[number]
        print(f'the same works near {count} places: {hits} hits, {cut} answers cut at 50, {wrong} differ')

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
        """Both files tell of the same works: equal members, places within the 1 cm of seven decimals."""
        one, two = ({f['id']: f for f in json.loads(t)['features']} for t in (text, other))
        apart = [
            key for key in one.keys() | two.keys()
            if key not in one or key not in two or one[key]['properties'] != two[key]['properties']
            or any(abs(a - b) > 1e-7 for a, b in zip(
                one[key]['geometry']['coordinates'], two[key]['geometry']['coordinates']))
        ]
        print(f'GeoJSON of {len(one)} works, {len(text) / 1e6:.1f} MB: {len(apart)} differ {apart[:2]}')

    def clusters(self, rounds):
        box = ','.join(str(side) for side in BOX)
        for zoom in (9, 11, 12):
            times, cells = [], 0
            for _ in range(rounds * 5):
                text, _, whole = self.ask('GET', f'/v1/map?bbox={box}&zoom={zoom}')
                times.append(whole * 1e3)
                cells = text.count(b'"works"')
            print(f'clusters of {self.count} works at zoom {zoom}, ms\t{self.spread(times)}\t{cells} cells (aim 100)')

    def checks(self, rounds, connections):
        own, theirs = [], []
        (self.folder / 'tokens').write_text(f'{self.village}\t{self.token}\n')
        script = '\\set x random(0, 7000000)\n\\set y random(0, 10000000)\n' + NEAR_SQL.replace(
            ':lon', '113.85 + :x / 1e7::float8').replace(':lat', '-8.75 + :y / 1e7::float8') + ';\n'
        for _ in range(rounds):
            own.append(self.wrk(HERE / 'check.lua', connections))
            self.database = 'peer'
            theirs.append(self.pgbench(script, connections))
            self.database = self.own
        for which, what in enumerate(('per second', 'p50 ms', 'p99 ms')):
            self.line(
                f'near one new place among {self.count}, {connections} clients, {what}',
                [turn[which] for turn in own], [turn[which] for turn in theirs], more=which == 0)

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
    chosen = arguments.parse_args()
    hall = Hall(tempfile.mkdtemp(prefix='balai-map-'))
    try:
        say(f'the server is ready after {hall.start():.1f} s')
        bench = Map(hall, [], chosen.seconds)
        bench.open()
        bench.fill(chosen.works)
        bench.pins(chosen.rounds)
        bench.clusters(chosen.rounds)
        bench.fill(chosen.sites)
        bench.compare(2_000)
        for connections in (2, 16):
            bench.checks(chosen.rounds, connections)
    finally:
        hall.remove()


if __name__ == '__main__':
    main()

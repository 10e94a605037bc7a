"""Works as villages have them, and questions about new ones: what `scripts/bench-map` asks both sides with.

As in the open screening data: 40 in 100 are lines of 50-500 m with 3-20 vertices, 38 points, 22 outlines of buildings.
Three of four lie in hamlets, some 300 in each within about a kilometre, the others anywhere in the regency's box. The
same count and seed give the same works.
"""

import json
import math
import random
import struct

BOX = (113.85, -8.75, 114.55, -7.75)
METRE = 1 / 110_574  # of latitude, in degrees; of longitude one in a hundred less, which does not matter here


class Mix:
    def __init__(self, hamlets, seed):
        self.chance = random.Random(seed)
        places = random.Random(1)
        west, south, east, north = BOX
        self.hamlets = [(places.uniform(west, east), places.uniform(south, north)) for _ in range(hamlets)]

    def place(self):
        west, south, east, north = BOX
        if self.chance.random() < 0.25:
            return self.chance.uniform(west, east), self.chance.uniform(south, north)
        lon, lat = self.chance.choice(self.hamlets)
        step = 400 * METRE
        return (min(east, max(west, self.chance.gauss(lon, step))),
                min(north, max(south, self.chance.gauss(lat, step))))

    def point(self):
        return 'Point', [self.place()]

    def line(self):
        lon, lat = self.place()
        steps = self.chance.randint(2, 19)
        length, bearing = self.chance.uniform(50, 500), self.chance.uniform(0, 2 * math.pi)
        vertices = [(lon, lat)]
        for _ in range(steps):
            bearing += self.chance.gauss(0, 0.25)
            lon += math.sin(bearing) * length / steps * METRE
            lat += math.cos(bearing) * length / steps * METRE
            vertices.append((lon, lat))
        return 'LineString', vertices

    def building(self):
        lon, lat = self.place()
        turn = self.chance.uniform(0, math.pi)
        wide, deep = self.chance.uniform(6, 20) * METRE, self.chance.uniform(6, 12) * METRE
        along, across = (math.cos(turn), math.sin(turn)), (-math.sin(turn), math.cos(turn))
        corners = [(0, 0), (wide, 0), (wide, deep), (0, deep), (0, 0)]
        return 'Polygon', [
            (lon + along[0] * a + across[0] * b, lat + along[1] * a + across[1] * b) for a, b in corners
        ]

    def work(self):
        which = self.chance.random()
        return self.line() if which < 0.40 else self.point() if which < 0.78 else self.building()


def rounded(vertices):
    """Seven decimals, as GeoJSON carries them: both sides hold the same numbers."""
    return [(round(lon, 7), round(lat, 7)) for lon, lat in vertices]


def well_known(kind, vertices):
    """Well-known binary, big-endian, as hexadecimal digits."""
    flat = struct.pack(f'>{2 * len(vertices)}d', *(value for vertex in vertices for value in vertex))
    code = {'Point': 1, 'LineString': 2, 'Polygon': 3}[kind]
    head = struct.pack('>BI', 0, code)
    if kind == 'Polygon':
        head += struct.pack('>I', 1)
    if kind != 'Point':
        head += struct.pack('>I', len(vertices))
    return (head + flat).hex()


def geo_json(kind, vertices):
    places = [list(vertex) for vertex in vertices]
    coordinates = places[0] if kind == 'Point' else [places] if kind == 'Polygon' else places
    return json.dumps({'type': kind, 'coordinates': coordinates}, separators=(',', ':'))


def write_works(file, first, count):
    """Lines of number, WKB, west, south, east, north."""
    mix = Mix(hamlets=3_000, seed=1_000 + first)
    with open(file, 'w') as out:
        for number in range(first, first + count):
            kind, vertices = mix.work()
            vertices = rounded(vertices)
            lons, lats = zip(*vertices)
            sides = '\t'.join(map(repr, (min(lons), min(lats), max(lons), max(lats))))
            out.write(f'{number}\t{well_known(kind, vertices)}\t{sides}\n')


def write_questions(file, count):
    """Lines of number, kind, WKB, GeoJSON: new works of their own, points and lines in turn."""
    mix = Mix(hamlets=3_000, seed=7)
    with open(file, 'w') as out:
        for number in range(count):
            kind, vertices = mix.line() if number % 2 else mix.point()
            vertices = rounded(vertices)
            out.write(f'{number}\t{kind}\t{well_known(kind, vertices)}\t{geo_json(kind, vertices)}\n')

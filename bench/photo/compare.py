"""The Python half of scripts/bench-photo: makes the pictures, runs all three in turns, prints the figures."""
import hashlib, io, os, random, statistics, subprocess, sys, time

import imagehash, numpy, pdqhash, pyvips
from PIL import Image

work, rounds = sys.argv[1], int(sys.argv[2])
COUNT, SIZE = 8, (4000, 3000)


def picture(number):
    """A landscape of soft hills with fine grain: as much to decode as a phone's photo (some 4 MB)."""
    chance = numpy.random.default_rng(number)
    planes = []
    for _ in range(3):
        coarse = chance.integers(20, 235, (12, 16)).astype("uint8")
        fine = chance.integers(60, 196, (375, 500)).astype("uint8")
        plane = numpy.asarray(Image.fromarray(coarse).resize(SIZE, Image.BICUBIC), dtype="float32")
        plane += (numpy.asarray(Image.fromarray(fine).resize(SIZE, Image.BILINEAR), dtype="float32") - 128) * 0.4
        planes.append(plane + chance.normal(0, 5, (SIZE[1], SIZE[0])))
    return Image.fromarray(numpy.clip(numpy.stack(planes, 2), 0, 255).astype("uint8"))


def make():
    paths = []
    for number in range(COUNT):
        path = f"{work}/pictures/{number}.jpg"
        paths.append(path)
        if os.path.exists(path):
            continue
        exif = Image.Exif()
        exif[0x010F], exif[0x0110], exif[0x0112] = "samsung", "SM-A155F", 1
        exif.get_ifd(0x8825).update({1: "S", 2: (8.0, 18.0, 12.5), 3: "E", 4: (114.0, 21.0, 3.25)})
        picture(number).save(path, quality=90, exif=exif)
    return paths


def vips(path):
    data = open(path, "rb").read()
    hashlib.sha256(data).hexdigest()
    # In memory: it is read twice, and the file can be read once only.
    image = pyvips.Image.thumbnail_buffer(data, 960, height=960, size="down").copy_memory()
    fields = set(image.get_fields())
    position = [image.get(f) for f in ("exif-ifd3-GPSLatitude", "exif-ifd3-GPSLongitude") if f in fields]
    assert len(position) == 2
    pixels = image.numpy()
    bits, _ = pdqhash.compute(pixels)
    image.thumbnail_image(320, height=320).write_to_buffer(".jpg", Q=75, strip=True)
    return bits


def pillow(path):
    data = open(path, "rb").read()
    hashlib.sha256(data).hexdigest()
    image = Image.open(io.BytesIO(data))
    assert image.getexif().get_ifd(0x8825)
    imagehash.phash(image, hash_size=16)
    image.thumbnail((320, 320))
    image.save(io.BytesIO(), "JPEG", quality=75)


def timed(body, paths):
    spent, answers = [], []
    for path in paths:
        start = time.perf_counter(), time.process_time()
        answers.append(body(path))
        spent.append(((time.perf_counter() - start[0]) * 1e3, (time.process_time() - start[1]) * 1e3))
    return spent, answers


def balai(paths):
    lines = subprocess.run([f"{work}/photo", *paths], check=True, capture_output=True, text=True).stdout
    rows = [line.split("\t") for line in lines.splitlines()]
    return [(float(r[1]), float(r[2])) for r in rows], [r[3] for r in rows]


def bits(text):
    number = int(text, 16)
    return [number >> (255 - place) & 1 for place in range(256)]


paths = make()
size = sum(os.path.getsize(p) for p in paths) / COUNT / 1e6
print(f"{COUNT} photos of {SIZE[0]}×{SIZE[1]}, {size:.1f} MB each, {rounds} rounds, load {os.getloadavg()[0]:.2f}")
figures = {"balai": [], "libvips + pdqhash": [], "Pillow + imagehash": []}
apart = []
balai(paths), timed(vips, paths[:2])  # warm
for _ in range(rounds):
    spent, own = balai(paths)
    figures["balai"] += spent
    spent, theirs = timed(vips, paths)
    figures["libvips + pdqhash"] += spent
    apart = [sum(int(a != b) for a, b in zip(bits(x), y)) for x, y in zip(own, theirs)]
    spent, _ = timed(pillow, paths)
    figures["Pillow + imagehash"] += spent
print("what\twall ms (least-most)\tprocessor ms (least-most)")
for name, spent in figures.items():
    cells = []
    for which in (0, 1):
        values = sorted(s[which] for s in spent)
        cells.append(f"{statistics.median(values):.1f} ({values[0]:.1f}-{values[-1]:.1f})")
    print(name, *cells, sep="\t")
for which, clock in ((0, "wall"), (1, "processor")):
    middle = {name: statistics.median(s[which] for s in spent) for name, spent in figures.items()}
    own = middle["balai"]
    print(
        f"{clock}: {middle['libvips + pdqhash'] / own:.2f} x libvips + pdqhash (aim 1.3),"
        f" {middle['Pillow + imagehash'] / own:.2f} x Pillow + imagehash (aim 5)")
print(f"PDQ: at most {max(apart)} bits from pdqhash on libvips's picture")

#!/usr/bin/env python3
"""A second verifier of exports, from docs/proof-format.md alone: plain Python, and openssl for Ed25519.

verify_proof.py FILE KEY [OLD_CHECKPOINT…]; prints the first fault and ends with 1, or ends with 0.
"""
import base64
import hashlib
import json
import subprocess
import sys
import tempfile


class Fault(Exception):
    """What is wrong first."""


def sha(*parts):
    return hashlib.sha256(b"".join(parts)).digest()


class Tree:
    """The right edge of a growing RFC 6962 tree."""

    def __init__(self):
        self.size, self.stack = 0, []

    def add(self, level, digest):
        if self.size % (1 << level):
            raise Fault("subtree at the wrong place")
        self.size += 1 << level
        while self.stack and self.stack[-1][0] == level:
            digest = sha(b"\1", self.stack.pop()[1], digest)
            level += 1
        self.stack.append((level, digest))

    def root(self):
        if not self.stack:
            return sha()
        root = self.stack[-1][1]
        for _, digest in reversed(self.stack[:-1]):
            root = sha(b"\1", digest, root)
        return root


def is_signed(public_key, text, signature):
    der = bytes.fromhex("302a300506032b6570032100") + public_key
    with tempfile.NamedTemporaryFile() as key, tempfile.NamedTemporaryFile() as message, \
            tempfile.NamedTemporaryFile() as sig:
        for file, content in ((key, der), (message, text), (sig, signature)):
            file.write(content)
            file.flush()
        command = ["openssl", "pkeyutl", "-verify", "-pubin", "-keyform", "DER", "-inkey", key.name,
                   "-rawin", "-in", message.name, "-sigfile", sig.name]
        return subprocess.run(command, capture_output=True, check=False).returncode == 0


def checkpoint(note):
    text, _, signatures = note.partition("\n\n")
    origin, size, root = text.split("\n")[:3]
    return origin, int(size), base64.b64decode(root), (text + "\n").encode(), signatures


def require_signed(note, key):
    name, key_id, material = key.strip().split("+", 2)
    material = base64.b64decode(material)
    if sha(name.encode(), b"\n", material)[:4].hex() != key_id or material[0] != 1:
        raise Fault("malformed key")
    origin, size, root, text, signatures = checkpoint(note)
    for line in signatures.splitlines():
        dash, signer, value = line.split(" ")
        value = base64.b64decode(value)
        if dash == "—" and signer == name and value[:4].hex() == key_id \
                and is_signed(material[1:], text, value[4:]):
            return origin, size, root
    raise Fault("signature is not this key's")


def commitment(salt, field, text):
    return sha(bytes.fromhex(salt), field.encode(), b"\0", text.encode()).hex()


def raw_data(line):
    start = line.index(b'"data":') + len(b'"data":')
    return line[start:line.index(b"}", start) + 1]


def verify(path, key, olds):
    lines = open(path, "rb").read().splitlines()
    header = json.loads(lines[0])
    place = (header["village"], header["year"])
    olds = sorted(checkpoint(open(old, encoding="utf-8").read())[:3] for old in olds)
    olds.sort(key=lambda old: old[1])
    tree, number, leaves, chain, ends, signed, stray = Tree(), 0, 0, bytes(32), None, 0, None
    for count, line in enumerate(lines[1:], 2):
        record = json.loads(line)
        if "cover" in record:
            level, index = record["cover"]
            if tree.size != index << level:
                raise Fault(f"line {count} is misplaced")
            tree.add(level, bytes.fromhex(record["hash"]))
        elif "checkpoint" in record:
            origin, size, root = require_signed(record["checkpoint"], key)
            if (origin, size, root) != (header["origin"], tree.size, tree.root()):
                raise Fault(f"the tree of {size} leaves is not what was signed")
            signed = size
        elif "missing" in record:
            raise Fault(f"entry {record['number']} is missing")
        elif "unproven" in record:
            stray = stray or record["unproven"]
        else:
            raw, data = raw_data(line), record["data"]
            leaf = sha(b"\0", raw)
            if record["index"] != tree.size:
                raise Fault(f"line {count} is misplaced")
            if leaf.hex() != record["leaf"]:
                raise Fault(f"line {count} (entry {data.get('number')}) is not what was logged")
            if ends is not None:
                raise Fault(f"line {count} comes after the ends")
            kind = data["type"]
            if kind == "log":
                if data["origin"] != header["origin"] or tree.size:
                    raise Fault("another log")
            elif kind == "heads":
                places = [(head[0], head[1]) for head in data["heads"]]
                if places != sorted(set(places)):
                    raise Fault("the ends are out of order")
                ends = {(head[0], head[1]): head[2:] for head in data["heads"]}
            elif (data.get("village"), data.get("year")) != place or kind == "missing":
                raise Fault(f"line {count} is another village's, or missing")
            else:
                if kind == "entry":
                    if data["number"] != number + 1:
                        raise Fault(f"entry {number + 1} is left out")
                    number += 1
                opened = record.get("open")
                for field in ("description", "counterparty") if opened else ():
                    if commitment(opened["salt"], field, opened[field]) != data[field]:
                        raise Fault(f"{field} of {kind} {number} is not what was logged")
                leaves, chain = leaves + 1, sha(chain, leaf)
            tree.add(0, leaf)
        while olds and olds[0][1] <= tree.size:
            origin, size, root = olds.pop(0)
            if origin != header["origin"] or (size and (size != tree.size or root != tree.root())):
                raise Fault(f"not the log of the checkpoint of {size} leaves")
    if not signed or signed != tree.size or ends is None:
        raise Fault("no signed checkpoint at the end")
    if ends.get(place, [0, 0, bytes(32).hex()]) != [number, leaves, chain.hex()]:
        raise Fault("the log's own account of this village differs")
    if stray:
        raise Fault(f"entry {stray} is not in the log")
    if olds:
        raise Fault(f"rolled back from {olds[-1][1]} leaves to {tree.size}")


def main():
    try:
        verify(sys.argv[1], sys.argv[2], sys.argv[3:])
    except (Fault, ValueError, KeyError, IndexError, TypeError) as fault:
        print(fault)
        return 1
    print("sound")
    return 0


if __name__ == "__main__":
    sys.exit(main())

"""Writes a proven export of COUNT entries, by docs/proof-format.md alone, for scripts/bench-proof.

make_book.py COUNT FILE; prints the key. The log is the village's own; every entry has two legs and its texts.
"""
import base64
import hashlib
import subprocess
import sys
import tempfile

SEED = bytes(range(32))
PLACE = '"village":"35.10.99.2001","year":2026,'


def sha(*parts):
    return hashlib.sha256(b"".join(parts)).digest()


def openssl(*arguments):
    return subprocess.run(["openssl", *arguments], check=True, capture_output=True).stdout


def entry(number):
    salt = sha(str(number).encode())
    text, payee = f"Belanja bahan bangunan nomor {number}", f"Toko {number % 997}"
    description = sha(salt, b"description\0", text.encode()).hex()
    counterparty = sha(salt, b"counterparty\0", payee.encode()).hex()
    amount = number * 100 + 5_000_000
    data = (f'{{"v":1,"type":"entry",{PLACE}"number":{number},"description":"{description}",'
            f'"counterparty":"{counterparty}","date":"2026-02-04","recorded":"2026-02-04T02:15:00.123456Z",'
            f'"kind":"payment","origin":"entered","document":"018f0000-0000-7000-8000-{number:012d}",'
            f'"reverses":null,"postings":[[1,"5.3.5.01","2.3.10","DDS","01",{amount}],'
            f'[2,"1.1.1.02","0.0.00","DDS","01",{-amount}]]}}').encode()
    opened = f',"open":{{"salt":"{salt.hex()}","description":"{text}","counterparty":"{payee}"}}'.encode()
    return data, opened


def main(count, path):
    with tempfile.NamedTemporaryFile() as key:
        key.write(bytes.fromhex("302e020100300506032b657004220420") + SEED)
        key.flush()
        public = openssl("pkey", "-inform", "DER", "-in", key.name, "-pubout", "-outform", "DER")[-32:]
        name, origin = "balai/3510", "balai/3510/0011223344556677"
        key_id = sha(name.encode(), b"\n\1", public)[:4]
        stack, size, chain = [], 0, bytes(32)
        with open(path, "wb") as out:
            def leaf(data, opened=b""):
                nonlocal size, chain
                digest = node = sha(b"\0", data)
                out.write(b'{"index":%d,"leaf":"%s","data":' % (size, digest.hex().encode()))
                out.write(data + opened + b"}\n")
                size, level = size + 1, 0
                while stack and stack[-1][0] == level:
                    node, level = sha(b"\1", stack.pop()[1], node), level + 1
                stack.append((level, node))
                return digest

            out.write((f'{{"balai":"ledger","version":1,{PLACE}"name":"Uji","demo":true,"redacted":false,'
                       f'"origin":"{origin}","size":{count + 2},"waiting":0}}\n').encode())
            leaf(f'{{"v":1,"type":"log","origin":"{origin}","opened":"x","follows":""}}'.encode())
            for number in range(1, count + 1):
                chain = sha(chain, leaf(*entry(number)))
            leaf((f'{{"v":1,"type":"heads","at":"x","heads":[["35.10.99.2001",2026,{count},{count},'
                  f'"{chain.hex()}"]]}}').encode())
            root = stack[-1][1]
            for _, digest in reversed(stack[:-1]):
                root = sha(b"\1", digest, root)
            text = f"{origin}\n{size}\n{base64.b64encode(root).decode()}\n"
            with tempfile.NamedTemporaryFile() as message:
                message.write(text.encode())
                message.flush()
                signature = openssl("pkeyutl", "-sign", "-rawin", "-keyform", "DER", "-inkey", key.name,
                                    "-in", message.name)
            line = base64.b64encode(key_id + signature).decode()
            note = f"{text}\n— {name} {line}\n".replace("\n", "\\u000a").replace("—", "\\u2014")
            out.write(f'{{"checkpoint":"{note}"}}\n'.encode())
    material = base64.b64encode(b"\1" + public).decode()
    print(f"{name}+{key_id.hex()}+{material}")


if __name__ == "__main__":
    main(int(sys.argv[1]), sys.argv[2])

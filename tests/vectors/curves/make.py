#!/usr/bin/env python3
"""Writes own-*.json: textbook arithmetic on Python's integers, which shares no code with any library that the tests run.

The parameters are those of FIPS 186-4 D.1.2.3, RFC 5639 3.4 and the Journal officiel no. 0241 of 16 October 2011. Signatures are those of RFC 6979.
"""
import hashlib, hmac, json

CURVES = {
    "P-256": ("ffffffff00000001000000000000000000000000ffffffffffffffffffffffff",
              "ffffffff00000001000000000000000000000000fffffffffffffffffffffffc",
              "5ac635d8aa3a93e7b3ebbd55769886bc651d06b0cc53b0f63bce3c3e27d2604b",
              "6b17d1f2e12c4247f8bce6e563a440f277037d812deb33a0f4a13945d898c296",
              "4fe342e2fe1a7f9b8ee7eb4a7c0f9e162bce33576b315ececbb6406837bf51f5",
              "ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551"),
    "brainpoolP256r1": ("a9fb57dba1eea9bc3e660a909d838d726e3bf623d52620282013481d1f6e5377",
                        "7d5a0975fc2c3057eef67530417affe7fb8055c126dc5c6ce94a4b44f330b5d9",
                        "26dc5c6ce94a4b44f330b5d9bbd77cbf958416295cf7e1ce6bccdc18ff8c07b6",
                        "8bd2aeb9cb7e57cb2c4b482ffc81b7afb9de27e1e3bd23c23a4453bd9ace3262",
                        "547ef835c3dac4fd97f8461a14611dc9c27745132ded8e545c1d54c72f046997",
                        "a9fb57dba1eea9bc3e660a909d838d718c397aa3b561a6f7901e0e82974856a7"),
    "FRP256v1": ("f1fd178c0b3ad58f10126de8ce42435b3961adbcabc8ca6de8fcf353d86e9c03",
                 "f1fd178c0b3ad58f10126de8ce42435b3961adbcabc8ca6de8fcf353d86e9c00",
                 "ee353fca5428a9300d4aba754a44c00fdfec0c9ae4b1a1803075ed967b7bb73f",
                 "b6b3d4c356c139eb31183d4749d423958c27d2dcaf98b70164c97a2dd98f5cff",
                 "6142e0f7c8b204911f9271f0f3ecef8c2701c307e8e4c9e183115a1554062cfb",
                 "f1fd178c0b3ad58f10126de8ce42435b53dc67e140d2bf941ffdd459c6d655e1"),
}


class Curve:
    def __init__(self, p, a, b, x, y, n):
        self.p, self.a, self.b, self.n = (int(v, 16) for v in (p, a, b, n))
        self.g = (int(x, 16), int(y, 16))
        assert self.holds(self.g) and self.times(self.n, self.g) is None

    def holds(self, point):
        x, y = point
        return (y * y - x * x * x - self.a * x - self.b) % self.p == 0

    def add(self, one, other):
        if one is None or other is None:
            return one or other
        (x1, y1), (x2, y2) = one, other
        if x1 == x2 and (y1 + y2) % self.p == 0:
            return None
        slope = (3 * x1 * x1 + self.a) * pow(2 * y1, -1, self.p) if one == other else (y2 - y1) * pow(x2 - x1, -1, self.p)
        x = (slope * slope - x1 - x2) % self.p
        return x, (slope * (x1 - x) - y1) % self.p

    def times(self, k, point):
        found = None
        for bit in bin(k)[2:]:
            found = self.add(found, found)
            if bit == "1":
                found = self.add(found, point)
        return found

    def sign(self, d, data):
        digest = hashlib.sha256(data).digest()
        e = int.from_bytes(digest, "big")
        for k in nonces(d, e, self.n):
            r = self.times(k, self.g)[0] % self.n
            s = pow(k, -1, self.n) * (e + r * d) % self.n
            if r and s:
                return r, s

    def verifies(self, q, data, r, s):
        if not (0 < r < self.n and 0 < s < self.n):
            return False
        e, w = int.from_bytes(hashlib.sha256(data).digest(), "big"), pow(s, -1, self.n)
        point = self.add(self.times(e * w % self.n, self.g), self.times(r * w % self.n, q))
        return point is not None and point[0] % self.n == r


def nonces(d, e, n):
    """RFC 6979 3.2."""
    v, k = b"\1" * 32, b"\0" * 32
    seed = octets(d) + octets(e % n)
    for step in (b"\0", b"\1"):
        k = hmac.digest(k, v + step + seed, "sha256")
        v = hmac.digest(k, v, "sha256")
    while True:
        v = hmac.digest(k, v, "sha256")
        if 0 < int.from_bytes(v, "big") < n:
            yield int.from_bytes(v, "big")
        k = hmac.digest(k, v + b"\0", "sha256")
        v = hmac.digest(k, v, "sha256")


def octets(number):
    return number.to_bytes(32, "big")


def hexa(*numbers):
    return b"".join(octets(n) for n in numbers).hex()


def point(value):
    return "04" + hexa(*value)


def vectors(name, curve):
    def draw(label):
        return int.from_bytes(hashlib.sha512(f"{name} {label}".encode()).digest(), "big") % (curve.n - 1) + 1

    scalars = [1, 2, curve.n - 1] + [draw(f"key {i}") for i in range(8)]
    keys = [{"scalar": hexa(d), "point": point(curve.times(d, curve.g))} for d in scalars]
    agreements = []
    label = 0
    # Until there is one whose secret begins with 00.
    while len(agreements) < 8 or not any(one["secret"].startswith("00") for one in agreements):
        d, q = draw(f"own {label}"), curve.times(draw(f"other {label}"), curve.g)
        secret = hexa(curve.times(d, q)[0])
        label += 1
        if len(agreements) < 7 or secret.startswith("00"):
            agreements.append({"scalar": hexa(d), "point": point(q), "secret": secret})
    signatures = []
    for i in range(8):
        d, data = draw(f"signer {i}"), f"{name} message {i}".encode() * i
        q, (r, s) = curve.times(d, curve.g), curve.sign(d, data)
        assert curve.verifies(q, data, r, s)
        signatures.append({"scalar": hexa(d), "point": point(q), "data": data.hex(), "signature": hexa(r, s)})
    d, data = draw("signer 0"), b""
    q, (r, s) = curve.times(d, curve.g), curve.sign(d, b"")
    no, yes = [], [(r, curve.n - s)]
    for one in [(0, s), (r, 0), (0, 0), (curve.n, s), (r, curve.n), (s, r), (r, s ^ 1), (r ^ 1, s), (1, 1), (curve.n - 1, 1), (r + 1, s), (curve.n - r, s)]:
        no.append(one)
    if r + curve.n < 1 << 256:
        no.append((r + curve.n, s))
    if s + curve.n < 1 << 256:
        no.append((r, s + curve.n))
    # A message whose signature has an r that would be negative without an octet of zeros before it.
    high = next(m for m in (f"{name} high {i}".encode() for i in range(64)) if curve.sign(d, m)[0] >> 255)
    judged = [(one, curve.verifies(q, data, *one)) for one in yes + no]
    assert all(good == (one in yes) for one, good in judged)
    return {
        "curve": name, "keys": keys, "agreements": agreements, "signatures": signatures,
        "judged": [{"point": point(q), "data": data.hex(), "signature": hexa(*one), "isGood": good} for one, good in judged],
        "der": [{"point": point(q), "data": high.hex(), "signature": form.hex(), "isGood": good} for form, good in forms(*curve.sign(d, high))],
    }


def tlv(tag, value, length=None):
    return bytes([tag]) + (length or bytes([len(value)])) + value


def integer(number):
    return tlv(2, number.to_bytes(number.bit_length() // 8 + 1, "big"))


def forms(r, s):
    """Ecdsa-Sig-Value as X.690 clause 10 and 11 have it, and what only looks like it."""
    both = integer(r) + integer(s)
    good = tlv(0x30, both)
    yield good, True
    yield tlv(0x30, tlv(2, octets(r)) + integer(s)), False
    yield tlv(0x30, tlv(2, b"\0" + integer(r)[2:]) + integer(s)), False
    yield tlv(0x30, integer(r) + tlv(2, b"\0\0" + octets(s))), False
    yield tlv(0x30, both, b"\x81" + bytes([len(both)])), False
    yield tlv(0x30, both, b"\x82\0" + bytes([len(both)])), False
    yield tlv(0x30, both + b"\0\0", b"\x80"), False
    yield tlv(0x31, both), False
    yield tlv(0x10, both), False
    yield tlv(0x30, tlv(4, integer(r)[2:]) + integer(s)), False
    yield tlv(0x30, integer(r)), False
    yield tlv(0x30, both + integer(1)), False
    yield tlv(0x30, both + b"\5\0"), False
    yield good + b"\0", False
    yield good + b"\5\0", False
    yield tlv(0x30, integer(r + (1 << 256)) + integer(s)), False
    yield tlv(0x30, integer(r) + integer(s + (1 << 256))), False
    yield tlv(0x30, tlv(2, b"") + integer(s)), False
    yield tlv(0x30, integer(0) + integer(s)), False
    yield tlv(0x30, integer(r) + integer(0)), False
    yield tlv(0x30, integer(s) + integer(r)), False
    for cut in range(len(good)):
        yield good[:cut], False


if __name__ == "__main__":
    for name, parameters in CURVES.items():
        with open(f"own-{name}.json", "w") as file:
            json.dump(vectors(name, Curve(*parameters)), file, indent=1)
            file.write("\n")

"""Copies the reference tensors the tests read out of the full reference files.

    python3 etc/golden/trim.py REFERENCE_DIR libs/wan/src/test/resources/golden

Each rule names a file and the tensors kept of it (a regular expression on the whole name). What is left out is checked by
`./genga golden REFERENCE_DIR`, which reads the full files.
"""

import json
import re
import struct
import sys
from pathlib import Path

RULES = {
    # transformer: all weights; inputs and outputs; the parts of one block, all blocks of one timestep
    "C_dit_tiny.weights": r".*",
    "C_dit_tiny.io": r".*",
    "C_dit_tiny.inter": r"t1000\.(time_.*|blocks\.0\.(self_attn|cross_attn|ffn)|blocks\.\d)",
    "C_dit_tiny.bf16": r"t731\.5\.output",
    "C_dit_tiny_text64.io": r"latent|context\.0|t731\.5\.output",
    # adapter and training step: alpha = rank, with the gradients of one block; the command checks alpha < rank
    "D_lora_r4a4.init": r".*",
    "D_lora_r4a4.grads": r".*blocks_0_.*",
    "D_lora_r4a4.saved_as_is": r".*",
    "D_lora_r4a4.io": r"forward\..*|step\d\.(latents|noise|context)",
    "D_timesteps.io": r".*",
    # guidance: everything but the formulas of NAG and Enhance-A-Video alone, which the guidance case contains
    "F_guidance.io": r".*",
    "F_teacache_decisions.io": r".*",
    "F_teacache_dit.io": r".*",
}


def trim(source: Path, target: Path, keep: str) -> None:
    raw = source.read_bytes()
    (length,) = struct.unpack("<Q", raw[:8])
    header = json.loads(raw[8 : 8 + length])
    data = raw[8 + length :]
    metadata = header.pop("__metadata__", None)
    kept = [name for name in header if re.fullmatch(keep, name)]
    if len(kept) == len(header):
        target.write_bytes(raw)
        return
    out, body = ({"__metadata__": metadata} if metadata else {}), b""
    for name in sorted(kept, key=lambda n: header[n]["data_offsets"][0]):
        begin, end = header[name]["data_offsets"]
        out[name] = {**header[name], "data_offsets": [len(body), len(body) + end - begin]}
        body += data[begin:end]
    text = json.dumps(out, separators=(",", ":")).encode()
    text += b" " * (-len(text) % 8)
    target.write_bytes(struct.pack("<Q", len(text)) + text + body)


def main() -> None:
    source, target = Path(sys.argv[1]), Path(sys.argv[2])
    target.mkdir(parents=True, exist_ok=True)
    for name, keep in RULES.items():
        trim(source / f"{name}.safetensors", target / f"{name}.safetensors", keep)


if __name__ == "__main__":
    main()

"""The yardstick: Wan2.1's transformer, adapter training step and VAE in eager PyTorch, with the structure of the reference code.

It is written from the published formulas (Wan-Video/Wan2.1 wan/modules/model.py and vae.py, kohya-ss/musubi-tuner for the
training step) and answers commands on stdin, one JSON object per line, with one JSON object per line on stdout.
It needs PyTorch alone. Axes: B batch, S tokens, L text rows, D width, H heads; pictures are B C T H W.
"""
import contextlib
import json
import math
import sys
import time

import torch
import torch.nn.functional as F
from torch import nn
from torch.utils.checkpoint import checkpoint

TYPES = {"F32": torch.float32, "BF16": torch.bfloat16}
HEAD_WIDTH = 128


def read_tensors(path):
    """All tensors of a safetensors file, over one buffer."""
    with open(path, "rb") as file:
        header = json.loads(file.read(int.from_bytes(file.read(8), "little")))
        data = bytearray(file.read())
    tensors = {}
    for name, entry in header.items():
        if name != "__metadata__":
            begin, end = entry["data_offsets"]
            flat = torch.frombuffer(memoryview(data)[begin:end], dtype=TYPES[entry["dtype"]])
            tensors[name] = flat.reshape(entry["shape"])
    return tensors


def write_floats(path, tensors):
    with open(path, "wb") as file:
        for tensor in tensors:
            file.write(tensor.detach().float().contiguous().numpy().tobytes())


# ---- transformer ----------------------------------------------------------------------------------------------------


class RmsNorm(nn.Module):
    def __init__(self, width):
        super().__init__()
        self.weight = nn.Parameter(torch.ones(width))

    def forward(self, x):
        wide = x.float()
        return (wide * torch.rsqrt(wide.pow(2).mean(-1, keepdim=True) + 1e-6)).type_as(x) * self.weight


class WideLayerNorm(nn.LayerNorm):
    def forward(self, x):
        weight = None if self.weight is None else self.weight.float()
        bias = None if self.bias is None else self.bias.float()
        return F.layer_norm(x.float(), self.normalized_shape, weight, bias, self.eps).type_as(x)


def axis_rotations(width):
    frequency = 1.0 / torch.pow(10000.0, torch.arange(0, width, 2, dtype=torch.float64) / width)
    angle = torch.outer(torch.arange(1024, dtype=torch.float64), frequency)
    return torch.polar(torch.ones_like(angle), angle)


def rotate(x, table):
    """Rotates consecutive pairs in float64, as the reference does."""
    pairs = torch.view_as_complex(x.to(torch.float64).unflatten(-1, (-1, 2)))
    return torch.view_as_real(pairs * table).flatten(-2).type_as(x)


class Attention(nn.Module):
    def __init__(self, width):
        super().__init__()
        self.q, self.k, self.v, self.o = (nn.Linear(width, width) for _ in range(4))
        self.norm_q, self.norm_k = RmsNorm(width), RmsNorm(width)

    def forward(self, x, source, table=None):
        heads = (-1, HEAD_WIDTH)
        q = self.norm_q(self.q(x)).unflatten(-1, heads)
        k = self.norm_k(self.k(source)).unflatten(-1, heads)
        v = self.v(source).unflatten(-1, heads)
        if table is not None:
            q, k = rotate(q, table), rotate(k, table)
        y = F.scaled_dot_product_attention(q.transpose(1, 2), k.transpose(1, 2), v.transpose(1, 2))
        return self.o(y.transpose(1, 2).flatten(2))


class Block(nn.Module):
    def __init__(self, width, inner):
        super().__init__()
        self.norm1 = WideLayerNorm(width, 1e-6, elementwise_affine=False)
        self.self_attn = Attention(width)
        self.norm3 = WideLayerNorm(width, 1e-6)
        self.cross_attn = Attention(width)
        self.norm2 = WideLayerNorm(width, 1e-6, elementwise_affine=False)
        self.ffn = nn.Sequential(nn.Linear(width, inner), nn.GELU(approximate="tanh"), nn.Linear(inner, width))
        self.modulation = nn.Parameter(torch.zeros(1, 6, width))

    def forward(self, x, e, table, text):
        m = (self.modulation.float() + e).chunk(6, dim=1)
        y = self.self_attn(*[(self.norm1(x).float() * (1 + m[1]) + m[0]).type_as(x)] * 2, table)
        x = (x.float() + y.float() * m[2]).type_as(x)
        x = x + self.cross_attn(self.norm3(x), text)
        y = self.ffn((self.norm2(x).float() * (1 + m[4]) + m[3]).type_as(x))
        return (x.float() + y.float() * m[5]).type_as(x)


class Head(nn.Module):
    def __init__(self, width):
        super().__init__()
        self.norm = WideLayerNorm(width, 1e-6, elementwise_affine=False)
        self.head = nn.Linear(width, 64)
        self.modulation = nn.Parameter(torch.zeros(1, 2, width))

    def forward(self, x, e):
        m = (self.modulation.float() + e.unsqueeze(1)).chunk(2, dim=1)
        y = self.norm(x.float()) * (1 + m[1]) + m[0]
        return F.linear(y, self.head.weight.float(), self.head.bias.float())


class Transformer(nn.Module):
    def __init__(self, width, inner, text_width, blocks, text_length):
        super().__init__()
        self.text_length, self.checkpointing, self.tables = text_length, False, {}
        self.patch_embedding = nn.Conv3d(16, width, (1, 2, 2), (1, 2, 2))
        self.text_embedding = nn.Sequential(
            nn.Linear(text_width, width), nn.GELU(approximate="tanh"), nn.Linear(width, width))
        self.time_embedding = nn.Sequential(nn.Linear(256, width), nn.SiLU(), nn.Linear(width, width))
        self.time_projection = nn.Sequential(nn.SiLU(), nn.Linear(width, 6 * width))
        self.blocks = nn.ModuleList(Block(width, inner) for _ in range(blocks))
        self.head = Head(width)

    def table(self, f, h, w):
        if (f, h, w) not in self.tables:
            side = 2 * (HEAD_WIDTH // 6)
            a, b, c = (axis_rotations(width) for width in (HEAD_WIDTH - 2 * side, side, side))
            self.tables[f, h, w] = torch.cat([
                a[:f].view(f, 1, 1, -1).expand(f, h, w, -1),
                b[:h].view(1, h, 1, -1).expand(f, h, w, -1),
                c[:w].view(1, 1, w, -1).expand(f, h, w, -1)], -1).reshape(f * h * w, 1, -1)
        return self.tables[f, h, w]

    def time(self, timesteps):
        frequency = torch.pow(10000.0, -torch.arange(128, dtype=torch.float64) / 128)
        angle = torch.outer(timesteps.double(), frequency)
        wave = torch.cat([torch.cos(angle), torch.sin(angle)], 1).float()
        with torch.autocast("cpu", enabled=False):
            e = wide(self.time_embedding[2], F.silu(wide(self.time_embedding[0], wave)))
            return e, wide(self.time_projection[1], F.silu(e)).unflatten(1, (6, -1))

    def forward(self, latent, timesteps, text):
        x = self.patch_embedding(latent.to(self.patch_embedding.weight.dtype))
        grid = x.shape[2:]
        x = x.flatten(2).transpose(1, 2)
        e, e0 = self.time(timesteps)
        padded = F.pad(text.to(x.dtype), (0, 0, 0, self.text_length - text.shape[1]))
        context = self.text_embedding(padded)
        table = self.table(*grid)
        for block in self.blocks:
            if self.checkpointing:
                x = checkpoint(block, x, e0, table, context, use_reentrant=False)
            else:
                x = block(x, e0, table, context)
        with torch.autocast("cpu", enabled=False):
            y = self.head(x, e)
        y = y.unflatten(1, tuple(grid)).unflatten(-1, (1, 2, 2, 16))
        return torch.einsum("bfhwpqrc->bcfphqwr", y).reshape(latent.shape)


def wide(linear, x):
    return F.linear(x, linear.weight.float(), linear.bias.float())


class Lora(nn.Module):
    """`y = W x + (alpha / rank) B A x` beside a frozen linear, whose forward it takes over."""

    def __init__(self, linear, down, up):
        super().__init__()
        self.down = nn.Linear(down.shape[1], down.shape[0], bias=False)
        self.up = nn.Linear(up.shape[1], up.shape[0], bias=False)
        self.down.weight.data, self.up.weight.data = down, up
        self.base = linear.forward
        linear.forward = self.forward

    def forward(self, x):
        return self.base(x) + self.up(self.down(x)) * 1.0


LINEARS = ["self_attn.q", "self_attn.k", "self_attn.v", "self_attn.o", "cross_attn.q", "cross_attn.k", "cross_attn.v",
           "cross_attn.o", "ffn.0", "ffn.2"]


class TransformerWork:
    def __init__(self, order):
        weights = read_tensors(order["weights"])
        self.dtype = TYPES[order["dtype"]]
        inputs = read_tensors(order["inputs"])
        self.latent, self.text, self.target = (inputs[n] for n in ("latent", "text", "target"))
        self.timesteps = torch.tensor([order["timestep"]], dtype=torch.float64)
        width, inner = weights["patch_embedding.bias"].shape[0], weights["blocks.0.ffn.0.bias"].shape[0]
        blocks = sum(name.endswith(".norm3.bias") for name in weights)
        text_width = weights["text_embedding.0.weight"].shape[1]
        with torch.device("meta"):
            self.model = Transformer(width, inner, text_width, blocks, order["text_length"])
        self.model.load_state_dict(weights, assign=True)
        self.model.eval().requires_grad_(False).to(self.dtype)
        self.loras = None

    def precision(self):
        narrow = self.dtype != torch.float32
        return torch.autocast("cpu", self.dtype) if narrow else contextlib.nullcontext()

    def predict(self):
        with self.precision():
            return self.model(self.latent, self.timesteps, self.text)

    @torch.no_grad()
    def forward(self):
        return self.predict()

    def adapt(self, path):
        factors = read_tensors(path)
        self.loras = nn.ModuleList()
        for i, block in enumerate(self.model.blocks):
            for name in LINEARS:
                at = f"lora_unet_blocks_{i}_{name.replace('.', '_')}.lora_"
                down, up = factors[at + "down.weight"], factors[at + "up.weight"]
                self.loras.append(Lora(block.get_submodule(name), down, up))
        self.optimizer = torch.optim.AdamW(self.loras.parameters(), lr=1e-4, weight_decay=0.01)

    def backward(self, checkpointing):
        self.model.checkpointing = checkpointing
        F.mse_loss(self.predict().float(), self.target).backward()

    def gradients(self):
        self.backward(False)
        found = [parameter.grad for parameter in self.loras.parameters()]
        self.optimizer.zero_grad(set_to_none=True)
        return found

    def step(self, checkpointing):
        self.backward(checkpointing)
        torch.nn.utils.clip_grad_norm_(self.loras.parameters(), 1.0)
        self.optimizer.step()
        self.optimizer.zero_grad(set_to_none=True)


# ---- VAE ------------------------------------------------------------------------------------------------------------


class CausalConv(nn.Conv3d):
    """Looks back in time only; `cache` are the last frames of what it saw before."""

    def __init__(self, inputs, outputs, kernel, stride=1, padding=0):
        super().__init__(inputs, outputs, kernel, stride, padding)
        t, h, w = self.padding
        self.room, self.padding = (w, w, h, h, 2 * t, 0), (0, 0, 0)

    def forward(self, x, cache=None):
        room = list(self.room)
        if cache is not None and room[4] > 0:
            x = torch.cat([cache, x], 2)
            room[4] -= cache.shape[2]
        return super().forward(F.pad(x, room))


class PixelNorm(nn.Module):
    def __init__(self, channels, images=False):
        super().__init__()
        self.gamma = nn.Parameter(torch.ones(channels, 1, 1, *([] if images else [1])))

    def forward(self, x):
        return F.normalize(x, dim=1) * self.gamma.shape[0] ** 0.5 * self.gamma


class Memory:
    """One slot per causal convolution, filled in the order of execution."""

    def __init__(self):
        self.slots, self.at = {}, 0

    def conv(self, conv, x):
        old = self.slots.get(self.at)
        kept = x[:, :, -2:].clone()
        if kept.shape[2] < 2 and old is not None:
            kept = torch.cat([old[:, :, -1:], kept], 2)
        y = conv(x, old)
        self.slots[self.at] = kept
        self.at += 1
        return y


class Residual(nn.Module):
    def __init__(self, inputs, outputs):
        super().__init__()
        self.residual = nn.Sequential(
            PixelNorm(inputs), nn.SiLU(), CausalConv(inputs, outputs, 3, padding=1),
            PixelNorm(outputs), nn.SiLU(), nn.Dropout(0.0), CausalConv(outputs, outputs, 3, padding=1))
        self.shortcut = CausalConv(inputs, outputs, 1) if inputs != outputs else nn.Identity()

    def forward(self, x, memory):
        y = x
        for layer in self.residual:
            y = memory.conv(layer, y) if isinstance(layer, CausalConv) else layer(y)
        return y + self.shortcut(x)


class SpatialAttention(nn.Module):
    def __init__(self, channels):
        super().__init__()
        self.norm = PixelNorm(channels, images=True)
        self.to_qkv = nn.Conv2d(channels, 3 * channels, 1)
        self.proj = nn.Conv2d(channels, channels, 1)

    def forward(self, x, memory):
        b, c, t, h, w = x.shape
        y = x.transpose(1, 2).reshape(b * t, c, h, w)
        qkv = self.to_qkv(self.norm(y)).reshape(b * t, 1, 3 * c, -1).transpose(2, 3).contiguous()
        y = F.scaled_dot_product_attention(*qkv.chunk(3, dim=-1))
        y = self.proj(y.squeeze(1).transpose(1, 2).reshape(b * t, c, h, w))
        return y.unflatten(0, (b, t)).transpose(1, 2) + x


class Resample(nn.Module):
    def __init__(self, channels, mode):
        super().__init__()
        self.mode = mode
        if mode.startswith("up"):
            self.resample = nn.Sequential(
                nn.Upsample(scale_factor=2.0, mode="nearest-exact"), nn.Conv2d(channels, channels // 2, 3, padding=1))
            if mode == "up3d":
                self.time_conv = CausalConv(channels, 2 * channels, (3, 1, 1), padding=(1, 0, 0))
        else:
            self.resample = nn.Sequential(nn.ZeroPad2d((0, 1, 0, 1)), nn.Conv2d(channels, channels, 3, stride=2))
            if mode == "down3d":
                self.time_conv = CausalConv(channels, channels, (3, 1, 1), stride=(2, 1, 1))

    def forward(self, x, memory):
        if self.mode == "up3d":
            x = self.double_time(x, memory)
        b, c, t = x.shape[:3]
        y = self.resample(x.transpose(1, 2).flatten(0, 1)).type_as(x)
        y = y.unflatten(0, (b, t)).transpose(1, 2)
        return self.halve_time(y, memory) if self.mode == "down3d" else y

    def double_time(self, x, memory):
        if memory.at not in memory.slots:
            memory.slots[memory.at] = "first"
            memory.at += 1
            return x
        if memory.slots[memory.at] == "first":
            memory.slots[memory.at] = torch.zeros_like(x[:, :, :1]).expand(-1, -1, 2, -1, -1)
        y = memory.conv(self.time_conv, x)
        b, c2, t, h, w = y.shape
        y = y.reshape(b, 2, c2 // 2, t, h, w)
        return torch.stack((y[:, 0], y[:, 1]), 3).reshape(b, c2 // 2, 2 * t, h, w)

    def halve_time(self, x, memory):
        old = memory.slots.get(memory.at)
        memory.slots[memory.at] = x[:, :, -1:].clone()
        memory.at += 1
        return x if old is None else self.time_conv(torch.cat([old, x], 2))


class Half(nn.Module):
    """The encoder or the decoder: first convolution, levels, middle, head."""

    def __init__(self, inputs, outputs, levels, middle_first):
        super().__init__()
        inner = 4 * DIM if middle_first else levels[-1].channels_out
        self.conv1 = CausalConv(inputs, inner if middle_first else DIM, 3, padding=1)
        self.middle = nn.Sequential(Residual(4 * DIM, 4 * DIM), SpatialAttention(4 * DIM), Residual(4 * DIM, 4 * DIM))
        last = DIM if middle_first else 4 * DIM
        self.head = nn.Sequential(PixelNorm(last), nn.SiLU(), CausalConv(last, outputs, 3, padding=1))
        setattr(self, "upsamples" if middle_first else "downsamples", nn.Sequential(*levels))
        self.middle_first = middle_first

    def forward(self, x, memory):
        memory.at = 0
        x = memory.conv(self.conv1, x)
        parts = [*self.middle, *self.upsamples] if self.middle_first else [*self.downsamples, *self.middle]
        for part in parts:
            x = part(x, memory)
        return memory.conv(self.head[2], self.head[1](self.head[0](x)))


DIM = 96


def level(parts, channels_out):
    parts[-1].channels_out = channels_out
    return parts


class Vae(nn.Module):
    def __init__(self):
        super().__init__()
        d = DIM
        down = [Residual(d, d), Residual(d, d), Resample(d, "down2d"),
                Residual(d, 2 * d), Residual(2 * d, 2 * d), Resample(2 * d, "down3d"),
                Residual(2 * d, 4 * d), Residual(4 * d, 4 * d), Resample(4 * d, "down3d"),
                Residual(4 * d, 4 * d), Residual(4 * d, 4 * d)]
        up = [Residual(4 * d, 4 * d), Residual(4 * d, 4 * d), Residual(4 * d, 4 * d), Resample(4 * d, "up3d"),
              Residual(2 * d, 4 * d), Residual(4 * d, 4 * d), Residual(4 * d, 4 * d), Resample(4 * d, "up3d"),
              Residual(2 * d, 2 * d), Residual(2 * d, 2 * d), Residual(2 * d, 2 * d), Resample(2 * d, "up2d"),
              Residual(d, d), Residual(d, d), Residual(d, d)]
        self.encoder = Half(3, 32, level(down, 4 * d), middle_first=False)
        self.decoder = Half(16, 3, level(up, d), middle_first=True)
        self.conv1 = CausalConv(32, 32, 1)
        self.conv2 = CausalConv(16, 16, 1)


class VaeWork:
    MEAN = [-0.7571, -0.7089, -0.9113, 0.1075, -0.1745, 0.9653, -0.1517, 1.5508,
            0.4134, -0.0715, 0.5517, -0.3632, -0.1922, -0.9497, 0.2503, -0.2921]
    STD = [2.8184, 1.4541, 2.3275, 2.6558, 1.2196, 1.7708, 2.6052, 2.0743,
           3.2687, 2.1526, 2.8652, 1.5579, 1.6382, 1.1253, 2.8251, 1.9160]

    def __init__(self, order):
        global DIM
        weights = read_tensors(order["weights"])
        DIM = weights["encoder.conv1.bias"].shape[0]
        with torch.device("meta"):
            self.model = Vae().eval().requires_grad_(False)
        self.model.load_state_dict(weights, assign=True)
        inputs = read_tensors(order["inputs"])
        self.video, self.latent = inputs["video"], inputs["latent"]
        self.mean = torch.tensor(self.MEAN).view(1, 16, 1, 1, 1)
        self.std = torch.tensor(self.STD).view(1, 16, 1, 1, 1)

    @torch.no_grad()
    def encode(self):
        memory, out = Memory(), []
        frames = self.video.shape[2]
        for i in range(1 + (frames - 1) // 4):
            part = self.video[:, :, :1] if i == 0 else self.video[:, :, 1 + 4 * (i - 1):1 + 4 * i]
            out.append(self.model.encoder(part, memory))
        mean = self.model.conv1(torch.cat(out, 2)).chunk(2, 1)[0]
        return (mean - self.mean) / self.std

    @torch.no_grad()
    def decode(self):
        memory, out = Memory(), []
        z = self.model.conv2(self.latent * self.std + self.mean)
        for i in range(z.shape[2]):
            out.append(self.model.decoder(z[:, :, i:i + 1], memory))
        return torch.cat(out, 2).clamp(-1, 1)


# ---- commands -------------------------------------------------------------------------------------------------------


def peak_bytes():
    with open("/proc/self/status") as status:
        return next(int(line.split()[1]) * 1024 for line in status if line.startswith("VmHWM"))


class Commands:
    def __init__(self):
        self.works = {}

    def hello(self, order):
        torch.set_num_threads(order["threads"])
        return {"torch": torch.__version__, "threads": torch.get_num_threads()}

    def load(self, order):
        kind = VaeWork if order["kind"] == "vae" else TransformerWork
        work = kind(order)
        if order.get("adapter"):
            work.adapt(order["adapter"])
        self.works[order["name"]] = work
        return {}

    def drop(self, order):
        del self.works[order["name"]]
        return {}

    def time(self, order):
        act = self.act(order)
        begin = time.perf_counter()
        result = act()
        seconds = time.perf_counter() - begin
        if "out" in order:
            write_floats(order["out"], result if isinstance(result, list) else [result])
        return {"seconds": seconds}

    def write(self, order):
        """The result of an act, as raw fp32."""
        result = self.act(order)()
        write_floats(order["out"], result if isinstance(result, list) else [result])
        return {}

    def peak(self, order):
        return {"bytes": peak_bytes()}

    def act(self, order):
        work, act = self.works[order["name"]], order["act"]
        return {
            "forward": lambda: work.forward(),
            "step_checkpointed": lambda: work.step(True),
            "step": lambda: work.step(False),
            "gradients": lambda: work.gradients(),
            "encode": lambda: work.encode(),
            "decode": lambda: work.decode(),
        }[act]


def main():
    commands = Commands()
    for line in sys.stdin:
        order = json.loads(line)
        try:
            answer = getattr(commands, order["do"])(order)
        except Exception as error:  # told to the other side, which names it to the user
            answer = {"error": f"{type(error).__name__}: {error}"}
        print(json.dumps(answer), flush=True)


if __name__ == "__main__":
    main()

# Wan2.1 diffusion transformer (formulas: Wan-Video/Wan2.1, wan/modules/model.py), in the serialised TorchScript dialect.
# Axes: B batch, S tokens, L text rows, D width, H heads, d head width.
#
# A block's tensors, in order: 0 modulation; q, k, v, o of self-attention as weight and bias 1..8, norm_q 9, norm_k 10;
# norm3 11, 12; q, k, v, o of cross-attention 13..20, norm_q 21, norm_k 22; ffn.0 23, 24; ffn.2 25, 26.
# Its linears count q, k, v, o, q, k, v, o, ffn.0, ffn.2 from 0; `lora` is empty or holds (down, up) of each, where an
# empty down means that the linear has none. With eight-bit weights the list goes on with the scale of each linear,
# 27..36, empty for one that is not quantised; W = scale · q for this call only.
#
# Precision: big products run in the type of x; normalisation, modulation, gates, time and head run in fp32 (6).
def weight(w: List[Tensor], at: int, linear: int, dtype: int) -> Tensor:
  q = w[at]
  if torch.gt(torch.len(w), 27):
    s = w[27 + linear]
    if torch.gt(torch.numel(s), 0):
      if torch.eq(torch.dim(s), 1):
        s = torch.unsqueeze(s, -1)
      kind = 6
      if torch.eq(ops.prim.dtype(s), dtype):
        kind = dtype
      grouped = torch.to(q, kind)
      if torch.eq(torch.dim(s), 3):
        grouped = torch.reshape(grouped, [torch.size(s, 0), torch.size(s, 1), -1])
      q = torch.to(torch.reshape(torch.mul(grouped, torch.to(s, kind)), torch.size(q)), dtype)
  return q
def adapted(x: Tensor, w: List[Tensor], at: int, lora: List[Tensor], linear: int, scale: float) -> Tensor:
  y = torch.linear(x, __torch__.weight(w, at, linear, ops.prim.dtype(x)), w[at + 1])
  if torch.gt(torch.len(lora), 0):
    down = lora[2 * linear]
    if torch.gt(torch.numel(down), 0):
      up = lora[2 * linear + 1]
      inner = torch.linear(x, torch.to(down, ops.prim.dtype(x)))
      y = torch.add(y, torch.linear(inner, torch.to(up, ops.prim.dtype(x))), alpha=scale)
  return y
def normed(x: Tensor) -> Tensor:
  return torch.layer_norm(torch.to(x, 6), [torch.size(x, -1)], None, None, 1.0e-06)
def shifted(x: Tensor, m: Tensor, shift: int, scale: int) -> Tensor:
  m1 = torch.add(torch.slice(m, 1, scale, scale + 1), 1.0)
  y = torch.addcmul(torch.slice(m, 1, shift, shift + 1), __torch__.normed(x), m1)
  return torch.to(y, ops.prim.dtype(x))
def gated(x: Tensor, y: Tensor, m: Tensor, gate: int) -> Tensor:
  z = torch.addcmul(torch.to(x, 6), torch.to(y, 6), torch.slice(m, 1, gate, gate + 1))
  return torch.to(z, ops.prim.dtype(x))
def rms(x: Tensor, weight: Tensor) -> Tensor:
  y = torch.rms_norm(torch.to(x, 6), [torch.size(x, -1)], None, 1.0e-06)
  return torch.mul(torch.to(y, ops.prim.dtype(x)), torch.to(weight, ops.prim.dtype(x)))
def split(x: Tensor, heads: int) -> Tensor:
  return torch.unflatten(x, -1, [heads, -1])
def rotated(x: Tensor, rope: Tensor) -> Tensor:
  z = torch.view_as_complex(torch.contiguous(torch.unflatten(torch.to(x, 6), -1, [-1, 2])))
  y = torch.flatten(torch.view_as_real(torch.mul(z, torch.view_as_complex(rope))), -2)
  return torch.to(y, ops.prim.dtype(x))
def attend(q: Tensor, k: Tensor, v: Tensor) -> Tensor:
  y = torch.scaled_dot_product_attention(torch.transpose(q, 1, 2), torch.transpose(k, 1, 2), torch.transpose(v, 1, 2))
  return torch.flatten(torch.transpose(y, 1, 2), 2)
def self_attention(y: Tensor, w: List[Tensor], rope: Tensor, lora: List[Tensor], scale: float, heads: int) -> Tensor:
  q = __torch__.rms(__torch__.adapted(y, w, 1, lora, 0, scale), w[9])
  k = __torch__.rms(__torch__.adapted(y, w, 3, lora, 1, scale), w[10])
  v = __torch__.split(__torch__.adapted(y, w, 5, lora, 2, scale), heads)
  a = __torch__.attend(__torch__.rotated(__torch__.split(q, heads), rope), __torch__.rotated(__torch__.split(k, heads), rope), v)
  return __torch__.adapted(a, w, 7, lora, 3, scale)
def cross_norm(x: Tensor, w: List[Tensor]) -> Tensor:
  y = torch.layer_norm(torch.to(x, 6), [torch.size(x, -1)], torch.to(w[11], 6), torch.to(w[12], 6), 1.0e-06)
  return torch.to(y, ops.prim.dtype(x))
def cross_keys(text: Tensor, w: List[Tensor], lora: List[Tensor], scale: float, heads: int) -> List[Tensor]:
  k = __torch__.rms(__torch__.adapted(text, w, 15, lora, 5, scale), w[22])
  v = __torch__.adapted(text, w, 17, lora, 6, scale)
  return [__torch__.split(k, heads), __torch__.split(v, heads)]
def cross_attention(y: Tensor, w: List[Tensor], kv: List[Tensor], lora: List[Tensor], scale: float, heads: int) -> Tensor:
  q = __torch__.rms(__torch__.adapted(y, w, 13, lora, 4, scale), w[21])
  a = __torch__.attend(__torch__.split(q, heads), kv[0], kv[1])
  return __torch__.adapted(a, w, 19, lora, 7, scale)
def feed_forward(y: Tensor, w: List[Tensor], lora: List[Tensor], scale: float) -> Tensor:
  h = torch.gelu(__torch__.adapted(y, w, 23, lora, 8, scale), approximate="tanh")
  return __torch__.adapted(h, w, 25, lora, 9, scale)
def block(x: Tensor, e: Tensor, w: List[Tensor], rope: Tensor, kv: List[Tensor], lora: List[Tensor], scale: float, heads: int) -> Tensor:
  m = torch.add(torch.to(w[0], 6), e)
  x1 = __torch__.gated(x, __torch__.self_attention(__torch__.shifted(x, m, 0, 1), w, rope, lora, scale, heads), m, 2)
  x2 = torch.add(x1, __torch__.cross_attention(__torch__.cross_norm(x1, w), w, kv, lora, scale, heads))
  return __torch__.gated(x2, __torch__.feed_forward(__torch__.shifted(x2, m, 3, 4), w, lora, scale), m, 5)
def head_of(x: Tensor, e: Tensor, w: List[Tensor], grid: List[int]) -> Tensor:
  m = torch.add(torch.to(w[0], 6), torch.unsqueeze(e, 1))
  m1 = torch.add(torch.slice(m, 1, 1, 2), 1.0)
  y = torch.addcmul(torch.slice(m, 1, 0, 1), __torch__.normed(x), m1)
  out = torch.linear(y, torch.to(w[1], 6), torch.to(w[2], 6))
  parts = torch.reshape(out, [torch.size(x, 0), grid[0], grid[1], grid[2], 2, 2, -1])
  pixels = torch.permute(parts, [0, 6, 1, 2, 4, 3, 5])
  return torch.reshape(pixels, [torch.size(x, 0), -1, grid[0], 2 * grid[1], 2 * grid[2]])
def axis_angles(count: int, width: int) -> Tensor:
  frequency = torch.pow(10000.0, torch.div(torch.arange(0, width, 2, dtype=7), float(-width)))
  return torch.outer(torch.arange(count, dtype=7), frequency)
class Ops(Module):
  __parameters__ = []
  __buffers__ = []
  def patches(self, latent: Tensor, weight: Tensor, bias: Tensor) -> Tensor:
    x = torch.to(latent, ops.prim.dtype(weight))
    b = torch.size(x, 0)
    c = torch.size(x, 1)
    f = torch.size(x, 2)
    h = torch.floordiv(torch.size(x, 3), 2)
    w = torch.floordiv(torch.size(x, 4), 2)
    p = torch.permute(torch.reshape(x, [b, c, f, h, 2, w, 2]), [0, 2, 3, 5, 1, 4, 6])
    tokens = torch.reshape(p, [b, f * h * w, c * 4])
    return torch.linear(tokens, torch.flatten(weight, 1), bias)
  def time(self, timesteps: Tensor, w: List[Tensor]) -> List[Tensor]:
    half = torch.floordiv(torch.size(w[0], 1), 2)
    frequency = torch.pow(10000.0, torch.div(torch.arange(half, dtype=7, device=ops.prim.device(timesteps)), float(-half)))
    angle = torch.outer(torch.to(timesteps, 7), frequency)
    wave = torch.to(torch.cat([torch.cos(angle), torch.sin(angle)], 1), 6)
    h = torch.silu(torch.linear(wave, torch.to(w[0], 6), torch.to(w[1], 6)))
    e = torch.linear(h, torch.to(w[2], 6), torch.to(w[3], 6))
    e0 = torch.linear(torch.silu(e), torch.to(w[4], 6), torch.to(w[5], 6))
    return [e, torch.unflatten(e0, 1, [6, -1])]
  def text(self, texts: List[Tensor], length: int, w: List[Tensor]) -> Tensor:
    rows = annotate(List[Tensor], [])
    for text in texts:
      padded = torch.constant_pad_nd(torch.to(text, ops.prim.dtype(w[0])), [0, 0, 0, length - torch.size(text, 0)])
      _0 = torch.append(rows, padded)
    h = torch.gelu(torch.linear(torch.stack(rows), w[0], w[1]), approximate="tanh")
    return torch.linear(h, w[2], w[3])
  def rope(self, frames: int, rows: int, columns: int, width: int) -> Tensor:
    side = 2 * torch.floordiv(width, 6)
    f = torch.unsqueeze(torch.unsqueeze(__torch__.axis_angles(frames, width - 2 * side), 1), 1)
    r = torch.unsqueeze(torch.unsqueeze(__torch__.axis_angles(rows, side), 0), 2)
    c = torch.unsqueeze(torch.unsqueeze(__torch__.axis_angles(columns, side), 0), 0)
    grid = [frames, rows, columns, -1]
    angle = torch.reshape(torch.cat([torch.expand(f, grid), torch.expand(r, grid), torch.expand(c, grid)], -1), [frames * rows * columns, 1, -1])
    return torch.to(torch.stack([torch.cos(angle), torch.sin(angle)], -1), 6)
  def keys(self, text: Tensor, w: List[Tensor], lora: List[Tensor], scale: float, heads: int) -> List[Tensor]:
    return __torch__.cross_keys(text, w, lora, scale, heads)
  def block(self, x: Tensor, e: Tensor, w: List[Tensor], rope: Tensor, kv: List[Tensor], lora: List[Tensor], scale: float, heads: int) -> Tensor:
    return __torch__.block(x, e, w, rope, kv, lora, scale, heads)
  def block_parts(self, x: Tensor, e: Tensor, w: List[Tensor], rope: Tensor, kv: List[Tensor], lora: List[Tensor], scale: float, heads: int) -> List[Tensor]:
    m = torch.add(torch.to(w[0], 6), e)
    attended = __torch__.self_attention(__torch__.shifted(x, m, 0, 1), w, rope, lora, scale, heads)
    x1 = __torch__.gated(x, attended, m, 2)
    n3 = __torch__.cross_norm(x1, w)
    crossed = __torch__.cross_attention(n3, w, kv, lora, scale, heads)
    x2 = torch.add(x1, crossed)
    fed = __torch__.feed_forward(__torch__.shifted(x2, m, 3, 4), w, lora, scale)
    return [__torch__.normed(x), attended, n3, crossed, __torch__.normed(x2), fed, __torch__.gated(x2, fed, m, 5)]
  def head(self, x: Tensor, e: Tensor, w: List[Tensor], grid: List[int]) -> Tensor:
    return __torch__.head_of(x, e, w, grid)
  def block_vjp(self, x: Tensor, e: Tensor, w: List[Tensor], rope: Tensor, text: Tensor, lora: List[Tensor], scale: float, heads: int, g: Tensor, input_too: bool) -> List[Tensor]:
    torch.set_grad_enabled(True)
    x0 = torch.detach(x)
    leaves = annotate(List[Tensor], [])
    for factor in lora:
      _0 = torch.append(leaves, torch.requires_grad_(torch.detach(factor), True))
    inputs = annotate(List[Tensor], [])
    for leaf in leaves:
      _1 = torch.append(inputs, leaf)
    if input_too:
      x0 = torch.requires_grad_(x0, True)
      _2 = torch.append(inputs, x0)
    kv = __torch__.cross_keys(text, w, leaves, scale, heads)
    y = __torch__.block(x0, e, w, rope, kv, leaves, scale, heads)
    found = torch.grad([y], inputs, annotate(Optional[List[Optional[Tensor]]], [g]), False, False, True)
    torch.set_grad_enabled(False)
    gradients = annotate(List[Tensor], [])
    for i in range(torch.len(inputs)):
      one = found[i]
      if one is None:
        _3 = torch.append(gradients, torch.zeros_like(inputs[i]))
      else:
        _4 = torch.append(gradients, unchecked_cast(Tensor, one))
    return gradients
  def head_vjp(self, x: Tensor, e: Tensor, w: List[Tensor], grid: List[int], target: Tensor) -> List[Tensor]:
    torch.set_grad_enabled(True)
    x0 = torch.requires_grad_(torch.detach(x), True)
    prediction = __torch__.head_of(x0, e, w, grid)
    loss = torch.mse_loss(prediction, target)
    found = torch.grad([loss], [x0], annotate(Optional[List[Optional[Tensor]]], None), False, False, False)
    torch.set_grad_enabled(False)
    return [torch.detach(loss), unchecked_cast(Tensor, found[0])]

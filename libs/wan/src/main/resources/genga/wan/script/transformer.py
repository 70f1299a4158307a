# Wan2.1 diffusion transformer (formulas: Wan-Video/Wan2.1, wan/modules/model.py), in the serialised TorchScript dialect.
# Axes: B batch, S tokens, L text rows, D width, H heads, d head width.
#
# A block's tensors, in order: 0 modulation; q, k, v, o of self-attention as weight and bias 1..8, norm_q 9, norm_k 10;
# norm3 11, 12; q, k, v, o of cross-attention 13..20, norm_q 21, norm_k 22; ffn.0 23, 24; ffn.2 25, 26.
# Its linears count q, k, v, o, q, k, v, o, ffn.0, ffn.2 from 0; `lora` is empty or holds (down, up) of each, where an
# empty down means that the linear has none. With eight-bit weights the list goes on with the scale of each linear,
# 27..36, empty for one that is not quantised; W = scale · q for this call only.
#
# Gradients: `block_vjp` leaves them to autograd and works on every device; `block_back` is the same by hand for
# CPUs, where forward may keep for it what attention gave (`block_attending`), or everything (`block_keeping`).
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
def exact(x: Tensor) -> bool:
  narrow = torch.ne(ops.prim.dtype(x), 6)
  elsewhere = torch.ne(ops.prim.device(x), torch.device("cpu"))
  return torch.__not__(torch.__or__(torch.__or__(narrow, elsewhere), torch.is_grad_enabled()))
def product(x: Tensor, w: Tensor, bias: Optional[Tensor]) -> Tensor:
  # fp32 on a CPU: oneDNN's product is never slower than the BLAS, and on some processors twice as fast; it has no gradient
  if __torch__.exact(x):
    y = ops.mkldnn._linear_pointwise(x, w, bias, "none", annotate(List[Optional[number]], []), "")
  else:
    y = torch.linear(x, w, bias)
  return y
def has(lora: List[Tensor], linear: int) -> bool:
  found = False
  if torch.gt(torch.len(lora), 0):
    found = torch.gt(torch.numel(lora[2 * linear]), 0)
  return found
def like(factor: Tensor, x: Tensor) -> Tensor:
  return torch.to(factor, ops.prim.dtype(x))
def rows(x: Tensor) -> Tensor:
  return torch.reshape(x, [-1, torch.size(x, -1)])
def merges(x: Tensor, w: Tensor, lora: List[Tensor], linear: int) -> bool:
  # In fp32 W + s B A loses nothing, and for many rows it is cheaper to add the branch to W than to every row.
  out = torch.size(w, 0)
  inputs = torch.size(w, 1)
  many = torch.gt(torch.floordiv(torch.numel(x), inputs) * (out + inputs), 2 * out * inputs)
  return torch.__and__(torch.__and__(__torch__.has(lora, linear), many), __torch__.exact(x))
def merged(w: List[Tensor], at: int, lora: List[Tensor], linear: int, scale: float) -> Tensor:
  return torch.addmm(__torch__.weight(w, at, linear, 6), torch.to(lora[2 * linear + 1], 6), torch.to(lora[2 * linear], 6), beta=1, alpha=scale)
def branched(y: Tensor, inner: Tensor, lora: List[Tensor], linear: int, scale: float) -> Tensor:
  up = __torch__.like(lora[2 * linear + 1], y)
  _0 = torch.addmm_(torch.view(y, [-1, torch.size(y, -1)]), __torch__.rows(inner), torch.t(up), beta=1, alpha=scale)
  return y
def adapted(x: Tensor, w: List[Tensor], at: int, lora: List[Tensor], linear: int, scale: float) -> Tensor:
  if __torch__.merges(x, w[at], lora, linear):
    y = __torch__.product(x, __torch__.merged(w, at, lora, linear, scale), w[at + 1])
  else:
    y = __torch__.product(x, __torch__.weight(w, at, linear, ops.prim.dtype(x)), w[at + 1])
    if __torch__.has(lora, linear):
      y = __torch__.branched(y, __torch__.product(x, __torch__.like(lora[2 * linear], x), None), lora, linear, scale)
  return y
def adapted_qkv(y: Tensor, w: List[Tensor], lora: List[Tensor], scale: float) -> List[Tensor]:
  # the three down projections read the same rows, so they are one product
  all = torch.__and__(torch.__and__(__torch__.has(lora, 0), __torch__.has(lora, 1)), __torch__.has(lora, 2))
  if torch.__and__(all, torch.__not__(__torch__.merges(y, w[1], lora, 0))):
    down = __torch__.like(torch.cat([lora[0], lora[2], lora[4]]), y)
    ranks = [torch.size(lora[0], 0), torch.size(lora[2], 0), torch.size(lora[4], 0)]
    dtype = ops.prim.dtype(y)
    inner = torch.split_with_sizes(__torch__.product(y, down, None), ranks, -1)
    q = __torch__.branched(__torch__.product(y, __torch__.weight(w, 1, 0, dtype), w[2]), inner[0], lora, 0, scale)
    k = __torch__.branched(__torch__.product(y, __torch__.weight(w, 3, 1, dtype), w[4]), inner[1], lora, 1, scale)
    v = __torch__.branched(__torch__.product(y, __torch__.weight(w, 5, 2, dtype), w[6]), inner[2], lora, 2, scale)
  else:
    q = __torch__.adapted(y, w, 1, lora, 0, scale)
    k = __torch__.adapted(y, w, 3, lora, 1, scale)
    v = __torch__.adapted(y, w, 5, lora, 2, scale)
  return [q, k, v]
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
  qkv = __torch__.adapted_qkv(y, w, lora, scale)
  q = __torch__.rms(qkv[0], w[9])
  k = __torch__.rms(qkv[1], w[10])
  v = __torch__.split(qkv[2], heads)
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
  alone = torch.__and__(__torch__.exact(y), torch.__not__(__torch__.has(lora, 8)))
  merges = __torch__.merges(y, w[23], lora, 8)
  if torch.__or__(alone, merges):
    w0 = __torch__.weight(w, 23, 8, 6)
    if merges:
      w0 = __torch__.merged(w, 23, lora, 8, scale)
    h = ops.mkldnn._linear_pointwise(y, w0, w[24], "gelu", annotate(List[Optional[number]], []), "tanh")
  else:
    h = torch.gelu(__torch__.adapted(y, w, 23, lora, 8, scale), approximate="tanh")
  return __torch__.adapted(h, w, 25, lora, 9, scale)
def block(x: Tensor, e: Tensor, w: List[Tensor], rope: Tensor, kv: List[Tensor], lora: List[Tensor], scale: float, heads: int) -> Tensor:
  m = torch.add(torch.to(w[0], 6), e)
  x1 = __torch__.gated(x, __torch__.self_attention(__torch__.shifted(x, m, 0, 1), w, rope, lora, scale, heads), m, 2)
  x2 = torch.add(x1, __torch__.cross_attention(__torch__.cross_norm(x1, w), w, kv, lora, scale, heads))
  return __torch__.gated(x2, __torch__.feed_forward(__torch__.shifted(x2, m, 3, 4), w, lora, scale), m, 5)
def negated(zp: Tensor, zn: Tensor, nag: List[float]) -> Tensor:
  # normalised attention guidance (arXiv 2505.21179): g = s zp - (s - 1) zn, no longer than tau zp by L1, mixed in by alpha
  p = torch.to(zp, 6)
  g = torch.sub(torch.mul(p, nag[0]), torch.mul(torch.to(zn, 6), nag[0] - 1.0))
  length = torch.sum(torch.abs(p), [-1], True)
  reach = torch.sum(torch.abs(g), [-1], True)
  far = torch.gt(torch.nan_to_num(torch.div(reach, length), 10.0), nag[1])
  short = torch.mul(g, torch.div(torch.mul(length, nag[1]), torch.add(reach, 1.0e-07)))
  z = torch.add(torch.mul(torch.where(far, short, g), nag[2]), torch.mul(p, 1.0 - nag[2]))
  return torch.to(z, ops.prim.dtype(zp))
def coherence(q: Tensor, k: Tensor, frames: int, weight: float) -> Tensor:
  # Enhance-A-Video: how much a place attends to itself in other frames, times (frames + weight), at least 1
  q1 = torch.permute(torch.unflatten(torch.to(q, 6), 1, [frames, -1]), [0, 2, 3, 1, 4])
  k1 = torch.permute(torch.unflatten(torch.to(k, 6), 1, [frames, -1]), [0, 2, 3, 4, 1])
  a = torch.softmax(torch.matmul(torch.div(q1, torch.sqrt(float(torch.size(q, -1)))), k1), -1)
  others = torch.sub(torch.sum(a, [-2, -1]), torch.sum(torch.diagonal(a, 0, -2, -1), [-1]))
  mean = torch.mean(torch.div(others, float(frames * frames - frames)))
  return torch.clamp(torch.mul(mean, float(frames) + weight), 1.0)
def self_enhanced(y: Tensor, w: List[Tensor], rope: Tensor, lora: List[Tensor], scale: float, heads: int, frames: int, weight: float) -> List[Tensor]:
  qkv = __torch__.adapted_qkv(y, w, lora, scale)
  q = __torch__.rotated(__torch__.split(__torch__.rms(qkv[0], w[9]), heads), rope)
  k = __torch__.rotated(__torch__.split(__torch__.rms(qkv[1], w[10]), heads), rope)
  a = __torch__.attend(q, k, __torch__.split(qkv[2], heads))
  score = __torch__.coherence(q, k, frames, weight)
  return [torch.mul(__torch__.adapted(a, w, 7, lora, 3, scale), score), score]
def cross_negated(y: Tensor, w: List[Tensor], kv: List[Tensor], lora: List[Tensor], scale: float, heads: int, nag: List[float]) -> Tensor:
  q = __torch__.split(__torch__.rms(__torch__.adapted(y, w, 13, lora, 4, scale), w[21]), heads)
  z = __torch__.negated(__torch__.attend(q, kv[0], kv[1]), __torch__.attend(q, kv[2], kv[3]), nag)
  return __torch__.adapted(z, w, 19, lora, 7, scale)
def normed_back(g: Tensor, x: Tensor, mean: Tensor, rstd: Tensor) -> Tensor:
  gx, _0, _1, = torch.native_layer_norm_backward(g, torch.to(x, 6), [torch.size(x, -1)], mean, rstd, None, None, [True, False, False])
  return torch.to(gx, ops.prim.dtype(x))
def rms_back(g: Tensor, x: Tensor, weight: Tensor) -> Tensor:
  # y = x r w with r = (mean(x^2) + eps)^-1/2, so dx = r (w g) - r^3 x mean(w g x)
  z = torch.to(x, 6)
  r = torch.rsqrt(torch.add(torch.mean(torch.mul(z, z), [-1], True), 1.0e-06))
  gw = torch.mul(torch.to(g, 6), torch.to(weight, 6))
  dot = torch.mean(torch.mul(gw, z), [-1], True)
  gx = torch.addcmul(torch.mul(gw, r), z, torch.mul(dot, torch.pow(r, 3)), value=-1)
  return torch.to(gx, ops.prim.dtype(x))
def attend_keeping(q: Tensor, k: Tensor, v: Tensor) -> List[Tensor]:
  a, lse, = ops.aten._scaled_dot_product_flash_attention_for_cpu(torch.transpose(q, 1, 2), torch.transpose(k, 1, 2), torch.transpose(v, 1, 2))
  return [torch.flatten(torch.transpose(a, 1, 2), 2), lse]
def attend_back(g: Tensor, q: Tensor, k: Tensor, v: Tensor, kept: List[Tensor]) -> List[Tensor]:
  heads = torch.size(q, 2)
  g0 = torch.transpose(__torch__.split(torch.reshape(g, torch.size(kept[0])), heads), 1, 2)
  a = torch.transpose(__torch__.split(kept[0], heads), 1, 2)
  gq, gk, gv, = ops.aten._scaled_dot_product_flash_attention_for_cpu_backward(g0, torch.transpose(q, 1, 2), torch.transpose(k, 1, 2), torch.transpose(v, 1, 2), a, kept[1], 0.0, False)
  return [torch.transpose(gq, 1, 2), torch.transpose(gk, 1, 2), torch.transpose(gv, 1, 2)]
def adapted_back(g: Tensor, x: Tensor, w: List[Tensor], at: int, lora: List[Tensor], linear: int, scale: float, found: List[Tensor], input_too: bool) -> Tensor:
  # y = x W^T + s x A^T B^T: dA = s (g B)^T x, dB = s g^T (x A^T), dx = g W + s (g B) A; g and x are matrices
  gx = g
  merges = __torch__.merges(x, w[at], lora, linear)
  if input_too:
    if merges:
      gx = __torch__.product(g, torch.t(__torch__.merged(w, at, lora, linear, scale)), None)
    else:
      gx = __torch__.product(g, torch.t(__torch__.weight(w, at, linear, ops.prim.dtype(g))), None)
  if __torch__.has(lora, linear):
    down = __torch__.like(lora[2 * linear], x)
    up = __torch__.like(lora[2 * linear + 1], x)
    inner = torch.mul(__torch__.product(x, down, None), scale)
    g_inner = torch.mul(__torch__.product(g, torch.t(up), None), scale)
    _0 = torch._set_item(found, 2 * linear, torch.to(torch.matmul(torch.t(g_inner), x), ops.prim.dtype(lora[2 * linear])))
    _1 = torch._set_item(found, 2 * linear + 1, torch.to(torch.matmul(torch.t(g), inner), ops.prim.dtype(lora[2 * linear])))
    if torch.__and__(input_too, torch.__not__(merges)):
      gx = torch.addmm_(gx, g_inner, down)
  return gx
def scaled(g: Tensor, m: Tensor, at: int, x: Tensor) -> Tensor:
  factor = torch.slice(m, 1, at, at + 1)
  return torch.to(torch.mul(torch.reshape(torch.to(g, 6), torch.size(x)), factor), ops.prim.dtype(x))
def widened(g: Tensor, m: Tensor, at: int, x: Tensor) -> Tensor:
  factor = torch.add(torch.slice(m, 1, at, at + 1), 1.0)
  return torch.mul(torch.reshape(torch.to(g, 6), torch.size(x)), factor)
def shifted_keeping(x: Tensor, m: Tensor, shift: int, scale: int) -> List[Tensor]:
  n, mean, rstd, = torch.native_layer_norm(torch.to(x, 6), [torch.size(x, -1)], None, None, 1.0e-06)
  y = torch.addcmul(torch.slice(m, 1, shift, shift + 1), n, torch.add(torch.slice(m, 1, scale, scale + 1), 1.0))
  return [__torch__.rows(torch.to(y, ops.prim.dtype(x))), mean, rstd]
def inside(x: Tensor, m: Tensor, w: List[Tensor], rope: Tensor, text: Tensor, lora: List[Tensor], scale: float, heads: int, attended: List[Tensor]) -> List[Tensor]:
  # what the backward direction reads; the order is that of block_back. All matrices but the attention's inputs.
  n1 = __torch__.shifted_keeping(x, m, 0, 1)
  qkv = __torch__.adapted_qkv(n1[0], w, lora, scale)
  shape = [torch.size(x, 0), torch.size(x, 1), heads, -1]
  q = __torch__.rotated(torch.reshape(__torch__.rms(qkv[0], w[9]), shape), rope)
  k = __torch__.rotated(torch.reshape(__torch__.rms(qkv[1], w[10]), shape), rope)
  v = torch.reshape(qkv[2], shape)
  a = attended
  if torch.eq(torch.len(attended), 0):
    a = __torch__.attend_keeping(q, k, v)
  x1 = __torch__.gated(x, __torch__.adapted(a[0], w, 7, lora, 3, scale), m, 2)
  n3, mean3, rstd3, = torch.native_layer_norm(torch.to(x1, 6), [torch.size(x1, -1)], torch.to(w[11], 6), torch.to(w[12], 6), 1.0e-06)
  y3 = __torch__.rows(torch.to(n3, ops.prim.dtype(x)))
  q3 = __torch__.adapted(y3, w, 13, lora, 4, scale)
  qc = torch.reshape(__torch__.rms(q3, w[21]), shape)
  t = __torch__.rows(text)
  k3 = __torch__.adapted(t, w, 15, lora, 5, scale)
  kc = torch.reshape(__torch__.rms(k3, w[22]), [torch.size(x, 0), torch.size(text, 1), heads, -1])
  vc = torch.reshape(__torch__.adapted(t, w, 17, lora, 6, scale), torch.size(kc))
  ac = torch.slice(attended, 2, 4)
  if torch.eq(torch.len(attended), 0):
    ac = __torch__.attend_keeping(qc, kc, vc)
  x2 = torch.add(x1, __torch__.adapted(ac[0], w, 19, lora, 7, scale))
  n2 = __torch__.shifted_keeping(x2, m, 3, 4)
  u = __torch__.adapted(n2[0], w, 23, lora, 8, scale)
  h = torch.gelu(u, approximate="tanh")
  kept = torch.add(torch.slice(a, 0, 2), ac)
  return torch.add(kept, [n1[0], n1[1], n1[2], qkv[0], qkv[1], q, k, v, x1, y3, mean3, rstd3, q3, qc, k3, kc, vc, x2, n2[0], n2[1], n2[2], u, h])
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
  def block_guided(self, x: Tensor, e: Tensor, w: List[Tensor], rope: Tensor, kv: List[Tensor], lora: List[Tensor], scale: float, heads: int, nag: List[float], frames: int, enhancement: float) -> List[Tensor]:
    # a block with NAG where kv holds four tensors, and with Enhance-A-Video where frames is above 1; its score comes second
    m = torch.add(torch.to(w[0], 6), e)
    y1 = __torch__.shifted(x, m, 0, 1)
    scores = annotate(List[Tensor], [])
    if torch.gt(frames, 1):
      enhanced = __torch__.self_enhanced(y1, w, rope, lora, scale, heads, frames, enhancement)
      attended = enhanced[0]
      _0 = torch.append(scores, enhanced[1])
    else:
      attended = __torch__.self_attention(y1, w, rope, lora, scale, heads)
    x1 = __torch__.gated(x, attended, m, 2)
    y2 = __torch__.cross_norm(x1, w)
    if torch.gt(torch.len(kv), 2):
      crossed = __torch__.cross_negated(y2, w, kv, lora, scale, heads, nag)
    else:
      crossed = __torch__.cross_attention(y2, w, kv, lora, scale, heads)
    x2 = torch.add(x1, crossed)
    y = __torch__.gated(x2, __torch__.feed_forward(__torch__.shifted(x2, m, 3, 4), w, lora, scale), m, 5)
    return torch.add([y], scores)
  def attention(self, q: Tensor, k: Tensor, v: Tensor, heads: int) -> Tensor:
    return __torch__.attend(__torch__.split(q, heads), __torch__.split(k, heads), __torch__.split(v, heads))
  def negated(self, zp: Tensor, zn: Tensor, nag: List[float]) -> Tensor:
    return __torch__.negated(zp, zn, nag)
  def coherence(self, q: Tensor, k: Tensor, frames: int, weight: float) -> Tensor:
    return __torch__.coherence(torch.transpose(q, 1, 2), torch.transpose(k, 1, 2), frames, weight)
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
  def block_attending(self, x: Tensor, e: Tensor, w: List[Tensor], rope: Tensor, text: Tensor, lora: List[Tensor], scale: float, heads: int) -> List[Tensor]:
    m = torch.add(torch.to(w[0], 6), e)
    qkv = __torch__.adapted_qkv(__torch__.shifted(x, m, 0, 1), w, lora, scale)
    q = __torch__.rotated(__torch__.split(__torch__.rms(qkv[0], w[9]), heads), rope)
    k = __torch__.rotated(__torch__.split(__torch__.rms(qkv[1], w[10]), heads), rope)
    a = __torch__.attend_keeping(q, k, __torch__.split(qkv[2], heads))
    x1 = __torch__.gated(x, __torch__.adapted(a[0], w, 7, lora, 3, scale), m, 2)
    kv = __torch__.cross_keys(text, w, lora, scale, heads)
    qc = __torch__.rms(__torch__.adapted(__torch__.cross_norm(x1, w), w, 13, lora, 4, scale), w[21])
    c = __torch__.attend_keeping(__torch__.split(qc, heads), kv[0], kv[1])
    x2 = torch.add(x1, __torch__.adapted(c[0], w, 19, lora, 7, scale))
    y = __torch__.gated(x2, __torch__.feed_forward(__torch__.shifted(x2, m, 3, 4), w, lora, scale), m, 5)
    return [y, a[0], a[1], c[0], c[1]]
  def block_keeping(self, x: Tensor, e: Tensor, w: List[Tensor], rope: Tensor, text: Tensor, lora: List[Tensor], scale: float, heads: int) -> List[Tensor]:
    m = torch.add(torch.to(w[0], 6), e)
    kept = __torch__.inside(x, m, w, rope, text, lora, scale, heads, annotate(List[Tensor], []))
    fed = torch.reshape(__torch__.adapted(kept[26], w, 25, lora, 9, scale), torch.size(x))
    return torch.add([__torch__.gated(kept[21], fed, m, 5)], kept)
  def block_back(self, x: Tensor, e: Tensor, w: List[Tensor], rope: Tensor, text: Tensor, lora: List[Tensor], scale: float, heads: int, kept: List[Tensor], g: Tensor, input_too: bool) -> List[Tensor]:
    m = torch.add(torch.to(w[0], 6), e)
    all = kept
    if torch.lt(torch.len(kept), 5):
      all = __torch__.inside(x, m, w, rope, text, lora, scale, heads, kept)
    a, lse, ac, lsec, y1, mean1, rstd1, q1, k1, q, k, v, x1, y3, mean3, rstd3, q3, qc, k3, kc, vc, x2, y2, mean2, rstd2, u, h, = all
    found = annotate(List[Tensor], [])
    for factor in lora:
      _0 = torch.append(found, torch.zeros_like(factor))
    gh = __torch__.adapted_back(__torch__.rows(__torch__.scaled(g, m, 5, x)), h, w, 25, lora, 9, scale, found, True)
    gu = torch.gelu_backward(gh, u, approximate="tanh")
    gn2 = __torch__.widened(__torch__.adapted_back(gu, y2, w, 23, lora, 8, scale, found, True), m, 4, x)
    g2 = torch.add(g, __torch__.normed_back(gn2, x2, mean2, rstd2))
    gac = __torch__.adapted_back(__torch__.rows(g2), __torch__.rows(ac), w, 19, lora, 7, scale, found, True)
    gc = __torch__.attend_back(gac, qc, kc, vc, [ac, lsec])
    t = __torch__.rows(text)
    _1 = __torch__.adapted_back(__torch__.rms_back(__torch__.rows(torch.flatten(gc[1], 2)), k3, w[22]), t, w, 15, lora, 5, scale, found, False)
    _2 = __torch__.adapted_back(__torch__.rows(torch.flatten(gc[2], 2)), t, w, 17, lora, 6, scale, found, False)
    gq3 = __torch__.rms_back(__torch__.rows(torch.flatten(gc[0], 2)), q3, w[21])
    gy3 = torch.reshape(__torch__.adapted_back(gq3, y3, w, 13, lora, 4, scale, found, True), torch.size(x))
    gn3 = torch.mul(torch.to(gy3, 6), torch.to(w[11], 6))
    g1 = torch.add(g2, __torch__.normed_back(gn3, x1, mean3, rstd3))
    ga = __torch__.adapted_back(__torch__.rows(__torch__.scaled(g1, m, 2, x)), __torch__.rows(a), w, 7, lora, 3, scale, found, True)
    gs = __torch__.attend_back(ga, q, k, v, [a, lse])
    undo = torch.view_as_real(torch.resolve_conj(torch.conj(torch.view_as_complex(rope))))
    gq = __torch__.rms_back(__torch__.rows(torch.flatten(__torch__.rotated(gs[0], undo), 2)), q1, w[9])
    gk = __torch__.rms_back(__torch__.rows(torch.flatten(__torch__.rotated(gs[1], undo), 2)), k1, w[10])
    gv = __torch__.rows(torch.flatten(gs[2], 2))
    gyq = __torch__.adapted_back(gq, y1, w, 1, lora, 0, scale, found, input_too)
    gyk = __torch__.adapted_back(gk, y1, w, 3, lora, 1, scale, found, input_too)
    gyv = __torch__.adapted_back(gv, y1, w, 5, lora, 2, scale, found, input_too)
    if input_too:
      gn1 = __torch__.widened(torch.add(torch.add(gyq, gyk), gyv), m, 1, x)
      _3 = torch.append(found, torch.add(g1, __torch__.normed_back(gn1, x, mean1, rstd1)))
    return found
  def head_vjp(self, x: Tensor, e: Tensor, w: List[Tensor], grid: List[int], target: Tensor) -> List[Tensor]:
    torch.set_grad_enabled(True)
    x0 = torch.requires_grad_(torch.detach(x), True)
    prediction = __torch__.head_of(x0, e, w, grid)
    loss = torch.mse_loss(prediction, target)
    found = torch.grad([loss], [x0], annotate(Optional[List[Optional[Tensor]]], None), False, False, False)
    torch.set_grad_enabled(False)
    return [torch.detach(loss), unchecked_cast(Tensor, found[0])]

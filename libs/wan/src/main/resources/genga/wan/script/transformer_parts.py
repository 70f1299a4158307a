# with processor
#
# Wan2.1 diffusion transformer (formulas: Wan-Video/Wan2.1, wan/modules/model.py), in the serialised TorchScript dialect.
# Axes: B batch, S tokens, L text rows, D width, H heads, d head width.
#
# A block's tensors, in order: 0 modulation; q, k, v, o of self-attention as weight and bias 1..8, norm_q 9, norm_k 10;
# norm3 11, 12; q, k, v, o of cross-attention 13..20, norm_q 21, norm_k 22; ffn.0 23, 24; ffn.2 25, 26.
# Its linears count q, k, v, o, q, k, v, o, ffn.0, ffn.2 from 0; `lora` is empty or holds (down, up) of each, where an
# empty down means that the linear has none. With scaled eight-bit weights the list goes on with the scale of each linear,
# 27..36, empty for one that has none; W = scale · q, or q itself without a scale, for this call only. In training `lora`
# may go on with ten masks from 20 on, what each inner value A x of each linear counts in this step.
#
# These are the functions that the scripts `transformer` and `transformer_gradients` share.
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
      q = torch.reshape(torch.mul(grouped, torch.to(s, kind)), torch.size(q))
  return torch.to(q, dtype)
def product(x: Tensor, w: Tensor, bias: Optional[Tensor]) -> Tensor:
  # fp32 on a CPU: oneDNN's product is never slower than the BLAS, and on some processors twice as fast; it has no gradient
  if __torch__.exact(x):
    y = ops.mkldnn._linear_pointwise(x, w, bias, "none", annotate(List[Optional[number]], []), "")
  else:
    if __torch__.slow(x):
      b = bias
      if b is not None:
        b = torch.to(b, 6)
      wide = ops.mkldnn._linear_pointwise(torch.to(x, 6), torch.to(w, 6), b, "none", annotate(List[Optional[number]], []), "")
      y = torch.to(wide, ops.prim.dtype(x))
    else:
      y = torch.linear(x, w, bias)
  return y
def plus_product(y: Tensor, a: Tensor, b: Tensor, factor: float) -> Tensor:
  # y += factor a b, in place; all are matrices
  if __torch__.slow(y):
    _0 = torch.copy_(y, torch.addmm(torch.to(y, 6), torch.to(a, 6), torch.to(b, 6), beta=1, alpha=factor))
  else:
    _1 = torch.addmm_(y, a, b, beta=1, alpha=factor)
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
  whole = torch.le(torch.len(lora), 20)
  return torch.__and__(torch.__and__(torch.__and__(__torch__.has(lora, linear), many), whole), __torch__.exact(x))
def merged(w: List[Tensor], at: int, lora: List[Tensor], linear: int, scale: float) -> Tensor:
  return torch.addmm(__torch__.weight(w, at, linear, 6), torch.to(lora[2 * linear + 1], 6), torch.to(lora[2 * linear], 6), beta=1, alpha=scale)
def dropped(inner: Tensor, lora: List[Tensor], linear: int) -> Tensor:
  y = inner
  if torch.gt(torch.len(lora), 20):
    y = torch.mul(inner, torch.reshape(lora[20 + linear], torch.size(inner)))
  return y
def branched(y: Tensor, inner: Tensor, lora: List[Tensor], linear: int, scale: float) -> Tensor:
  up = __torch__.like(lora[2 * linear + 1], y)
  _0 = torch.add_(y, torch.reshape(__torch__.product(__torch__.dropped(__torch__.rows(inner), lora, linear), up, None), torch.size(y)), alpha=scale)
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
  n = torch.to(torch.to(__torch__.normed(x), ops.prim.dtype(x)), 6)
  y = torch.addcmul(torch.slice(m, 1, shift, shift + 1), n, m1)
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
def head_of(x: Tensor, e: Tensor, w: List[Tensor], grid: List[int]) -> Tensor:
  m = torch.add(torch.to(w[0], 6), torch.unsqueeze(e, 1))
  m1 = torch.add(torch.slice(m, 1, 1, 2), 1.0)
  y = torch.addcmul(torch.slice(m, 1, 0, 1), __torch__.normed(x), m1)
  t = ops.prim.dtype(x)
  out = torch.to(torch.linear(torch.to(y, t), torch.to(w[1], t), torch.to(w[2], t)), 6)
  parts = torch.reshape(out, [torch.size(x, 0), grid[0], grid[1], grid[2], 2, 2, -1])
  pixels = torch.permute(parts, [0, 6, 1, 2, 4, 3, 5])
  return torch.reshape(pixels, [torch.size(x, 0), -1, grid[0], 2 * grid[1], 2 * grid[2]])

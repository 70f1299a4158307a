# with processor
#
# Causal video VAE of Wan2.1 (formulas: Wan-Video/Wan2.1, wan/modules/vae.py), in the serialised TorchScript dialect.
# Axes: [1, C, T, H, W] between stages, with the channels last in memory; inside, the same as [T, H, W, C].
# A chunk of frames comes in; what a convolution must remember of it goes out as its cache: the last two frames of its
# input, zeros around them where it pads. An empty cache list means that nothing came before.
#
# Wide 3 x 3 x 3 convolutions of large pictures in fp32 on a CPU go by Winograd's F(2 x 2, 3 x 3) (Lavin and Gray,
# https://arxiv.org/abs/1509.09308): 16 convolutions along time on quarter-size pictures in place of 9 per tap, block of
# rows by block of rows so that a block stays in the processor's cache.
def rows(x: Tensor) -> Tensor:
  return torch.permute(torch.squeeze(x, 0), [1, 2, 3, 0])
def volume(x: Tensor) -> Tensor:
  # the batch comes first of all: then its stride is the largest and oneDNN takes the channels as last without a copy
  return torch.permute(torch.unsqueeze(x, 0), [0, 4, 1, 2, 3])
def convolved(x: Tensor, w: Tensor, b: Tensor, stride: List[int], pad: List[int]) -> Tensor:
  # oneDNN by name: the general operator turns to a much slower one for small inputs
  ones = torch.slice([1, 1, 1], 0, torch.len(stride))
  zeros = torch.slice([0, 0, 0], 0, torch.len(stride))
  if __torch__.exact(x):
    y = torch.mkldnn_convolution(x, w, b, pad, stride, ones, 1)
  else:
    if __torch__.slow(x):
      wide = torch.mkldnn_convolution(torch.to(x, 6), torch.to(w, 6), torch.to(b, 6), pad, stride, ones, 1)
      y = torch.to(wide, ops.prim.dtype(x))
    else:
      y = torch.convolution(x, w, b, stride, pad, ones, False, zeros, 1)
  return y
def point_of(x: Tensor, w: Tensor, b: Tensor) -> Tensor:
  kind = ops.prim.dtype(x)
  if __torch__.slow(x):
    kind = 6
  return torch.to(torch.linear(torch.to(x, kind), torch.to(torch.flatten(w, 1), kind), torch.to(b, kind)), ops.prim.dtype(x))
def norm_scale(x: Tensor) -> Tensor:
  length = torch.clamp_min(torch.linalg_vector_norm(x, 2, [-1], True), 1.0e-12)
  return torch.mul(torch.reciprocal(length), float(torch.size(x, -1)) ** 0.5)
def seen_of(x: Tensor, cache: List[Tensor], pad: int) -> Tensor:
  # room for two frames of history and x, or for x alone when it is one frame and the first
  lead = 2
  if torch.__and__(torch.eq(torch.len(cache), 0), torch.eq(torch.size(x, 0), 1)):
    lead = 0
  shape = [lead + torch.size(x, 0), torch.size(x, 1) + 2 * pad, torch.size(x, 2) + 2 * pad, torch.size(x, 3)]
  seen = torch.empty(shape, dtype=ops.prim.dtype(x), device=ops.prim.device(x))
  blank = lead
  for frames in cache:
    blank = 2 - torch.size(frames, 0)
    _0 = torch.copy_(torch.slice(seen, 0, blank, 2), frames)
  _1 = torch.zero_(torch.slice(seen, 0, 0, blank))
  if torch.gt(pad, 0):
    fresh = torch.slice(seen, 0, lead)
    for axis in [1, 2]:
      _2 = torch.zero_(torch.slice(fresh, axis, 0, pad))
      _3 = torch.zero_(torch.slice(fresh, axis, -pad))
  return seen
def inner_of(seen: Tensor, x: Tensor, pad: int) -> Tensor:
  frames = torch.slice(seen, 0, torch.size(seen, 0) - torch.size(x, 0))
  return torch.slice(torch.slice(frames, 1, pad, pad + torch.size(x, 1)), 2, pad, pad + torch.size(x, 2))
def winograd_weight(w: Tensor) -> Tensor:
  # G g G^T of every tap in time, as [4, 4, O, 3, I]
  g = torch.permute(w, [3, 4, 0, 2, 1])
  half = torch.mul(torch.add(g[0], g[2]), 0.5)
  mid = torch.mul(g[1], 0.5)
  r = torch.stack([g[0], torch.add(half, mid), torch.sub(half, mid), g[2]])
  c0 = torch.select(r, 1, 0)
  c2 = torch.select(r, 1, 2)
  half2 = torch.mul(torch.add(c0, c2), 0.5)
  mid2 = torch.mul(torch.select(r, 1, 1), 0.5)
  return torch.contiguous(torch.stack([c0, torch.add(half2, mid2), torch.sub(half2, mid2), c2], 1))
def winograd_input(d: Tensor, axis: int, count: int) -> List[Tensor]:
  # B^T d along one axis; d has `count` + 2 entries there
  d0 = torch.slice(d, axis, 0, count, 2)
  d1 = torch.slice(d, axis, 1, count + 1, 2)
  d2 = torch.slice(d, axis, 2, count + 2, 2)
  d3 = torch.slice(d, axis, 3, count + 3, 2)
  return [torch.sub(d0, d2), torch.add(d1, d2), torch.sub(d2, d1), torch.sub(d1, d3)]
def winograd_block(seen: Tensor, u: Tensor, first: int, count: int, out: Tensor, b: Tensor) -> Tensor:
  width = torch.size(out, 2)
  upper = annotate(List[Tensor], [])
  lower = annotate(List[Tensor], [])
  band = __torch__.winograd_input(torch.slice(seen, 1, first, first + count + 2), 1, count)
  m = annotate(List[Tensor], [])
  for i in range(4):
    v = __torch__.winograd_input(band[i], 2, width)
    for j in range(4):
      w = torch.unsqueeze(torch.unsqueeze(torch.permute(u[i][j], [0, 2, 1]), -1), -1)
      y = torch.mkldnn_convolution(__torch__.volume(v[j]), w, None, [0, 0, 0], [1, 1, 1], [1, 1, 1], 1)
      _0 = torch.append(m, __torch__.rows(y))
  for j in range(4):
    inner = torch.add(m[4 + j], m[8 + j])
    outer = torch.sub(m[4 + j], m[8 + j])
    _1 = torch.append(upper, torch.add_(inner, m[j]))
    _2 = torch.append(lower, torch.sub_(outer, m[12 + j]))
  target = torch.slice(out, 1, first, first + count)
  for k in range(2):
    s = upper
    if torch.eq(k, 1):
      s = lower
    line = torch.slice(target, 1, k, count, 2)
    even = torch.add_(torch.add_(torch.add(s[0], s[1]), s[2]), b)
    odd = torch.add_(torch.sub_(torch.sub(s[1], s[2]), s[3]), b)
    _3 = torch.copy_(torch.slice(line, 2, 0, width, 2), even)
    _4 = torch.copy_(torch.slice(line, 2, 1, width, 2), odd)
  return out
def winograd(seen: Tensor, w: Tensor, b: Tensor) -> Tensor:
  frames = torch.size(seen, 0)
  height = torch.size(seen, 1) - 2
  width = torch.size(seen, 2) - 2
  out = torch.empty([frames - 2, height, width, torch.size(w, 0)], dtype=6)
  u = __torch__.winograd_weight(w)
  row = 4 * frames * width * torch.size(seen, 3)
  count = 2 * torch.floordiv(5000000, 2 * row)
  if torch.lt(count, 4):
    count = 4
  blocks = torch.floordiv(height + count - 1, count)
  for i in range(blocks):
    left = height - i * count
    if torch.lt(count, left):
      left = count
    _0 = __torch__.winograd_block(seen, u, i * count, left, out, b)
  return out
def gains(seen: Tensor, w: Tensor) -> bool:
  wide = torch.__and__(torch.ge(torch.size(w, 0), 96), torch.ge(torch.size(w, 1), 96))
  height = torch.size(seen, 1)
  width = torch.size(seen, 2)
  even = torch.eq(torch.remainder(height, 2) + torch.remainder(width, 2), 0)
  large = torch.ge((torch.size(seen, 0) - 2) * height * width, 2304)
  fp32 = torch.__or__(__torch__.exact(seen), __torch__.slow(seen))
  return torch.__and__(torch.__and__(wide, even), torch.__and__(large, fp32))
def causal_conv(seen: Tensor, w: Tensor, b: Tensor) -> List[Tensor]:
  if torch.eq(torch.size(seen, 0), 1):
    # two frames of zeros before a single frame: only the last tap counts
    y = __torch__.rows(__torch__.convolved(__torch__.volume(seen), torch.slice(w, 2, 2, 3), b, [1, 1, 1], [0, 0, 0]))
  else:
    if torch.__and__(torch.eq(torch.size(w, 3), 3), __torch__.gains(seen, w)):
      y = torch.to(__torch__.winograd(torch.to(seen, 6), torch.to(w, 6), torch.to(b, 6)), ops.prim.dtype(seen))
    else:
      y = __torch__.rows(__torch__.convolved(__torch__.volume(seen), w, b, [1, 1, 1], [0, 0, 0]))
  return [y, torch.clone(torch.slice(seen, 0, -2))]
def plain_conv(x: Tensor, w: Tensor, b: Tensor, cache: List[Tensor], pad: int) -> List[Tensor]:
  seen = __torch__.seen_of(x, cache, pad)
  _0 = torch.copy_(__torch__.inner_of(seen, x, pad), x)
  return __torch__.causal_conv(seen, w, b)
def active_conv(x: Tensor, gamma: Tensor, w: Tensor, b: Tensor, cache: List[Tensor]) -> List[Tensor]:
  seen = __torch__.seen_of(x, cache, 1)
  inner = __torch__.inner_of(seen, x, 1)
  _0 = torch.mul(x, __torch__.norm_scale(x), out=inner)
  _1 = torch.silu_(torch.mul_(inner, torch.flatten(gamma)))
  return __torch__.causal_conv(seen, w, b)
class Ops(Module):
  __parameters__ = []
  __buffers__ = []
  def channels_last(self, w: Tensor) -> Tensor:
    if torch.eq(torch.dim(w), 5):
      y = torch.permute(torch.clone(torch.permute(w, [0, 2, 3, 4, 1]), memory_format=0), [0, 4, 1, 2, 3])
    else:
      if torch.eq(torch.dim(w), 4):
        y = torch.permute(torch.clone(torch.permute(w, [0, 2, 3, 1]), memory_format=0), [0, 3, 1, 2])
      else:
        y = torch.clone(w)
    return y
  def pixels(self, rgb: Tensor) -> Tensor:
    x = torch.sub(torch.div(torch.to(rgb, 6), 127.5), 1.0)
    return torch.contiguous(torch.unsqueeze(torch.permute(x, [3, 0, 1, 2]), 0))
  def frames(self, x: Tensor, first: int, end: int) -> Tensor:
    return torch.contiguous(torch.slice(x, -3, first, end))
  def frame(self, z: Tensor, number: int) -> Tensor:
    return torch.unsqueeze(torch.slice(z, 1, number, number + 1), 0)
  def joined(self, chunks: List[Tensor]) -> Tensor:
    return torch.cat(chunks, 2)
  def rgb(self, x: Tensor) -> Tensor:
    y = torch.clamp(torch.add(torch.mul(torch.to(torch.squeeze(x, 0), 6), 127.5), 127.5), 0.0, 255.0)
    return torch.contiguous(torch.to(torch.round(torch.permute(y, [1, 2, 3, 0])), 0))
  def normalised(self, x: Tensor, mean: Tensor, std: Tensor) -> Tensor:
    mu = torch.slice(x, 1, 0, torch.size(mean, 1))
    return torch.div(torch.sub(torch.to(mu, 6), mean), std)
  def raw(self, z: Tensor, mean: Tensor, std: Tensor, dtype: int) -> Tensor:
    return torch.to(torch.add(torch.mul(z, std), mean), dtype)
  def point(self, x: Tensor, w: List[Tensor]) -> Tensor:
    return __torch__.volume(__torch__.point_of(__torch__.rows(x), w[0], w[1]))
  def conv(self, x: Tensor, w: List[Tensor], cache: List[Tensor]) -> List[Tensor]:
    y = __torch__.plain_conv(__torch__.rows(x), w[0], w[1], cache, 1)
    return [__torch__.volume(y[0]), y[1]]
  def residual(self, x: Tensor, w: List[Tensor], cache: List[Tensor]) -> List[Tensor]:
    r = __torch__.rows(x)
    first = __torch__.active_conv(r, w[0], w[1], w[2], torch.slice(cache, 0, 1))
    second = __torch__.active_conv(first[0], w[3], w[4], w[5], torch.slice(cache, 1, 2))
    if torch.gt(torch.len(w), 6):
      h = __torch__.point_of(r, w[6], w[7])
    else:
      h = r
    return [__torch__.volume(torch.add_(second[0], h)), first[1], second[1]]
  def attention(self, x: Tensor, w: List[Tensor]) -> Tensor:
    r = __torch__.rows(x)
    n = torch.mul_(torch.mul(r, __torch__.norm_scale(r)), torch.flatten(w[0]))
    qkv = torch.unsqueeze(torch.flatten(__torch__.point_of(n, w[1], w[2]), 1, 2), 1)
    c = torch.size(r, -1)
    q = torch.contiguous(torch.slice(qkv, 3, 0, c))
    k = torch.contiguous(torch.slice(qkv, 3, c, 2 * c))
    v = torch.contiguous(torch.slice(qkv, 3, 2 * c, 3 * c))
    a = torch.reshape(torch.scaled_dot_product_attention(q, k, v), torch.size(r))
    return __torch__.volume(torch.add_(__torch__.point_of(a, w[3], w[4]), r))
  def down(self, x: Tensor, w: List[Tensor]) -> Tensor:
    r = torch.constant_pad_nd(__torch__.rows(x), [0, 0, 0, 1, 0, 1])
    y = __torch__.convolved(torch.permute(r, [0, 3, 1, 2]), w[0], w[1], [2, 2], [0, 0])
    return __torch__.volume(torch.permute(y, [0, 2, 3, 1]))
  def down_time(self, x: Tensor, w: List[Tensor], cache: List[Tensor]) -> List[Tensor]:
    r = __torch__.rows(x)
    y = x
    if torch.gt(torch.len(cache), 0):
      y = __torch__.convolved(__torch__.volume(torch.cat([cache[0], r])), w[2], w[3], [2, 1, 1], [0, 0, 0])
    return [y, torch.clone(torch.slice(r, 0, -1))]
  def up(self, x: Tensor, w: List[Tensor]) -> Tensor:
    f = torch.upsample_nearest2d(torch.permute(__torch__.rows(x), [0, 3, 1, 2]), None, [2.0, 2.0])
    y = __torch__.convolved(f, w[0], w[1], [1, 1], [1, 1])
    return __torch__.volume(torch.permute(y, [0, 2, 3, 1]))
  def up_time(self, x: Tensor, w: List[Tensor], cache: List[Tensor]) -> List[Tensor]:
    conv = __torch__.plain_conv(__torch__.rows(x), w[2], w[3], cache, 0)
    halves = torch.permute(torch.unflatten(conv[0], 3, [2, -1]), [0, 3, 1, 2, 4])
    return [__torch__.volume(torch.flatten(halves, 0, 1)), conv[1]]
  def head(self, x: Tensor, w: List[Tensor], cache: List[Tensor]) -> List[Tensor]:
    y = __torch__.active_conv(__torch__.rows(x), w[0], w[1], w[2], cache)
    return [__torch__.volume(y[0]), y[1]]

# with transformer_parts
#
# Forward of the transformer, whole or part by part, and what guidance changes inside a block.
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
    return __torch__.product(tokens, torch.flatten(weight, 1), bias)
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
    h = torch.gelu(__torch__.product(torch.stack(rows), w[0], w[1]), approximate="tanh")
    return __torch__.product(h, w[2], w[3])
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

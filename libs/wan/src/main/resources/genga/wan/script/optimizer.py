# One update of one parameter, in place. p parameter, g gradient, m and v moving means of g and of its square, t step
# from 1. Everything is fp32 but the eight-bit codes.
#
# 8-bit: state in blocks of 256 values; q codes into a table of 256 rising numbers, a the largest magnitude of each block.
def decoded(q: Tensor, a: Tensor, table: Tensor, shape: List[int]) -> Tensor:
  x = torch.reshape(torch.index_select(table, 0, torch.to(q, 3)), [-1, 256])
  flat = torch.flatten(torch.mul(x, torch.unsqueeze(a, 1)))
  count = 1
  for extent in shape:
    count = count * extent
  return torch.reshape(torch.slice(flat, 0, 0, count), shape)
def encode(x: Tensor, q: Tensor, a: Tensor, table: Tensor) -> None:
  padded = torch.constant_pad_nd(torch.flatten(x), [0, torch.numel(q) - torch.numel(x)])
  blocks = torch.reshape(padded, [-1, 256])
  _0 = torch.copy_(a, torch.amax(torch.abs(blocks), [1]))
  scaled = torch.flatten(torch.div(blocks, torch.unsqueeze(torch.clamp(a, 1.0e-38), 1)))
  middles = torch.div(torch.add(torch.slice(table, 0, 1), torch.slice(table, 0, 0, -1)), 2.0)
  _1 = torch.copy_(q, torch.bucketize(scaled, middles))
  return None
def rms(x: Tensor) -> Tensor:
  return torch.sqrt(torch.mean(torch.mul(x, x)))
class Ops(Module):
  __parameters__ = []
  __buffers__ = []
  def zeros_like(self, p: Tensor) -> Tensor:
    return torch.zeros_like(p, dtype=6)
  def zeros(self, p: Tensor, shape: List[int], dtype: int) -> Tensor:
    return torch.zeros(shape, dtype=dtype, device=ops.prim.device(p))
  def copy_of(self, p: Tensor) -> Tensor:
    return torch.clone(p)
  def assign(self, p: Tensor, x: Tensor) -> None:
    _0 = torch.copy_(p, x)
    return None
  def adamw(self, p: Tensor, g: Tensor, m: Tensor, v: Tensor, rate: float, beta1: float, beta2: float, epsilon: float, decay: float, t: int) -> None:
    c1 = 1.0 - beta1 ** float(t)
    c2 = 1.0 - beta2 ** float(t)
    _0 = torch.mul_(p, 1.0 - rate * decay)
    _1 = torch.lerp_(m, g, 1.0 - beta1)
    _2 = torch.addcmul_(torch.mul_(v, beta2), g, g, value=1.0 - beta2)
    d = torch.add(torch.div(torch.sqrt(v), c2 ** 0.5), epsilon)
    _3 = torch.addcdiv_(p, m, d, value=-rate / c1)
    return None
  def adamw8bit(self, p: Tensor, g: Tensor, q: List[Tensor], a: List[Tensor], tables: List[Tensor], rate: float, beta1: float, beta2: float, epsilon: float, decay: float, t: int) -> None:
    c1 = 1.0 - beta1 ** float(t)
    c2 = (1.0 - beta2 ** float(t)) ** 0.5
    m = torch.add(torch.mul(__torch__.decoded(q[0], a[0], tables[0], torch.size(p)), beta1), g, alpha=1.0 - beta1)
    v = torch.addcmul(torch.mul(__torch__.decoded(q[1], a[1], tables[1], torch.size(p)), beta2), g, g, value=1.0 - beta2)
    d = torch.add(torch.sqrt(v), c2 * epsilon)
    _0 = torch.addcdiv_(p, m, d, value=-rate * c2 / c1)
    _1 = torch.mul_(p, 1.0 - rate * decay)
    __torch__.encode(m, q[0], a[0], tables[0])
    __torch__.encode(v, q[1], a[1], tables[1])
    return None
  def lion(self, p: Tensor, g: Tensor, m: Tensor, rate: float, beta1: float, beta2: float, decay: float) -> None:
    _0 = torch.mul_(p, 1.0 - rate * decay)
    direction = torch.sign(torch.add(torch.mul(m, beta1), g, alpha=1.0 - beta1))
    _1 = torch.add_(p, direction, alpha=-rate)
    _2 = torch.add_(torch.mul_(m, beta2), g, alpha=1.0 - beta2)
    return None
  def adafactor(self, p: Tensor, g: Tensor, v: List[Tensor], m: Optional[Tensor], rate: float, beta1: float, beta2: float, clip: float, floor: float, decay: float) -> None:
    scaled = rate
    if torch.gt(floor, 0.0):
      scaled = rate * max(floor, float(torch.item(__torch__.rms(p))))
    squared = torch.add(torch.mul(g, g), 1.0e-30)
    u = g
    if torch.eq(torch.len(v), 2):
      _0 = torch.add_(torch.mul_(v[0], beta2), torch.mean(squared, [-1]), alpha=1.0 - beta2)
      _1 = torch.add_(torch.mul_(v[1], beta2), torch.mean(squared, [-2]), alpha=1.0 - beta2)
      row = torch.rsqrt(torch.div(v[0], torch.mean(v[0], [-1], True)))
      u = torch.mul(torch.mul(torch.unsqueeze(row, -1), torch.rsqrt(torch.unsqueeze(v[1], -2))), g)
    else:
      _2 = torch.add_(torch.mul_(v[0], beta2), squared, alpha=1.0 - beta2)
      u = torch.mul(torch.rsqrt(v[0]), g)
    u = torch.mul(torch.div(u, torch.clamp(torch.div(__torch__.rms(u), clip), 1.0)), scaled)
    if m is not None:
      u = torch.add_(torch.mul_(m, beta1), u, alpha=1.0 - beta1)
    _3 = torch.add_(p, p, alpha=-decay * scaled)
    _4 = torch.sub_(p, u)
    return None
  def prodigy_means(self, p: Tensor, g: Tensor, start: Tensor, m: Tensor, v: Tensor, s: Tensor, beta1: float, beta2: float, beta3: float, d: float, weight: float) -> List[Tensor]:
    travelled = torch.dot(torch.flatten(g), torch.flatten(torch.sub(start, p)))
    _0 = torch.add_(torch.mul_(m, beta1), g, alpha=d * (1.0 - beta1))
    _1 = torch.addcmul_(torch.mul_(v, beta2), g, g, value=d * d * (1.0 - beta2))
    _2 = torch.add_(torch.mul_(s, beta3), g, alpha=weight)
    return [travelled, torch.sum(torch.abs(s))]
  def prodigy_move(self, p: Tensor, m: Tensor, v: Tensor, rate: float, epsilon: float, decay: float) -> None:
    _0 = torch.add_(p, p, alpha=-decay * rate)
    _1 = torch.addcdiv_(p, m, torch.add(torch.sqrt(v), epsilon), value=-rate)
    return None
  def schedule_free(self, y: Tensor, g: Tensor, z: Tensor, v: Tensor, rate: float, beta1: float, beta2: float, epsilon: float, decay: float, weight: float, t: int) -> None:
    _0 = torch.addcmul_(torch.mul_(v, beta2), g, g, value=1.0 - beta2)
    u = torch.div(g, torch.add(torch.sqrt(torch.div(v, 1.0 - beta2 ** float(t))), epsilon))
    u = torch.add(u, y, alpha=decay)
    _1 = torch.lerp_(y, z, weight)
    _2 = torch.add_(y, u, alpha=rate * (beta1 * (1.0 - weight) - 1.0))
    _3 = torch.sub_(z, u, alpha=rate)
    return None
  def move_towards(self, p: Tensor, z: Tensor, weight: float) -> None:
    _0 = torch.lerp_(p, z, weight)
    return None

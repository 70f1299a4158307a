# Weights in eight bits. O rows out, I columns in, N blocks of columns.
#
# Scales: one number; [O, 1]; or [O, N, 1]. fp8 e4m3 is type 24 and ends at 448.
#
# A product of an eight-bit number and a scale of at most 16 bits is exact in fp32, so it is rounded once, to the type
# asked for, whether it is computed there or in fp32.
def grouped(w: Tensor, scale: Tensor) -> Tensor:
  out = w
  if torch.eq(torch.dim(scale), 3):
    out = torch.reshape(w, [torch.size(scale, 0), torch.size(scale, 1), -1])
  return out
def dequantised(w: Tensor, scale: Tensor, dtype: int) -> Tensor:
  s = scale
  if torch.eq(torch.dim(scale), 1):
    s = torch.unsqueeze(scale, -1)
  kind = 6
  if torch.eq(ops.prim.dtype(s), dtype):
    kind = dtype
  y = torch.mul(torch.to(__torch__.grouped(w, s), kind), torch.to(s, kind))
  return torch.to(torch.reshape(y, torch.size(w)), dtype)
def quantised(w: Tensor, largest: Tensor) -> List[Tensor]:
  scale = torch.clamp(torch.div(largest, 448.0), 1.0e-08)
  q = torch.div(torch.to(w, 6), torch.to(scale, 6))
  q8 = torch.to(torch.clamp(torch.nan_to_num(q, 0.0), -448.0, 448.0), 24)
  return [q8, scale]
class Ops(Module):
  __parameters__ = []
  __buffers__ = []
  def dequantise(self, w: Tensor, scale: Tensor, dtype: int) -> Tensor:
    return __torch__.dequantised(w, scale, dtype)
  def linear(self, x: Tensor, w: Tensor, scale: Tensor, bias: Optional[Tensor]) -> Tensor:
    return torch.linear(x, __torch__.dequantised(w, scale, ops.prim.dtype(x)), bias)
  def per_block(self, w: Tensor, columns: int) -> List[Tensor]:
    blocks = torch.reshape(w, [torch.size(w, 0), -1, columns])
    found = __torch__.quantised(blocks, torch.amax(torch.abs(blocks), [2], True))
    return [torch.reshape(found[0], torch.size(w)), found[1]]
  def per_channel(self, w: Tensor) -> List[Tensor]:
    return __torch__.quantised(w, torch.amax(torch.abs(w), [1], True))
  def per_tensor(self, w: Tensor) -> List[Tensor]:
    return __torch__.quantised(w, torch.amax(torch.abs(w)))
  def int8_per_channel(self, w: Tensor) -> List[Tensor]:
    x = torch.to(w, 6)
    scale = torch.clamp(torch.div(torch.amax(torch.abs(x), [1], True), 127.0), 1.0e-08)
    return [torch.to(torch.clamp(torch.round(torch.div(x, scale)), -127.0, 127.0), 1), scale]
  def e4m3(self, x: Tensor) -> Tensor:
    return torch.to(torch.clamp(torch.to(x, 6), -448.0, 448.0), 24)

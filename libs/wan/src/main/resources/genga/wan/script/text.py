# UMT5 encoder (formulas: Wan-Video/Wan2.1, wan/modules/t5.py), in the serialised TorchScript dialect.
# Axes: L tokens, D width, H heads, C head width. Only real tokens come in, so nothing is masked.
#
# A block's tensors, in order: norm1, q, k, v, o, norm2, gate, fc1, fc2.
# Norms and softmax run in fp32 (6), products in the type of x.
def rms(x: Tensor, weight: Tensor) -> Tensor:
  y = torch.rms_norm(torch.to(x, 6), [torch.size(x, -1)], None, 1.0e-06)
  return torch.mul(torch.to(y, ops.prim.dtype(x)), torch.to(weight, ops.prim.dtype(x)))
def product(x: Tensor, weight: Tensor) -> Tensor:
  return torch.linear(x, torch.to(weight, ops.prim.dtype(x)))
def split(x: Tensor, heads: int) -> Tensor:
  return torch.transpose(torch.unflatten(x, -1, [heads, -1]), 0, 1)
def attention(x: Tensor, bias: Tensor, w: List[Tensor], heads: int) -> Tensor:
  n = __torch__.rms(x, w[0])
  q = __torch__.split(__torch__.product(n, w[1]), heads)
  k = __torch__.split(__torch__.product(n, w[2]), heads)
  v = __torch__.split(__torch__.product(n, w[3]), heads)
  scores = torch.add(torch.matmul(q, torch.transpose(k, 1, 2)), torch.to(bias, ops.prim.dtype(x)))
  p = torch.to(torch.softmax(torch.to(scores, 6), -1), ops.prim.dtype(x))
  a = torch.flatten(torch.transpose(torch.matmul(p, v), 0, 1), 1)
  return __torch__.product(a, w[4])
class Ops(Module):
  __parameters__ = []
  __buffers__ = []
  def embed(self, ids: Tensor, table: Tensor, dtype: int) -> Tensor:
    return torch.to(torch.index_select(table, 0, ids), dtype)
  def position_bias(self, table: Tensor, buckets: Tensor, length: int) -> Tensor:
    by_distance = torch.transpose(torch.index_select(torch.to(table, 6), 0, buckets), 0, 1)
    return torch.contiguous(torch.flip(torch.unfold(by_distance, 1, length, 1), [1]))
  def block(self, x: Tensor, bias: Tensor, w: List[Tensor], heads: int) -> Tensor:
    x1 = torch.add(x, __torch__.attention(x, bias, w, heads))
    n = __torch__.rms(x1, w[5])
    gate = torch.gelu(__torch__.product(n, w[6]), approximate="tanh")
    return torch.add(x1, __torch__.product(torch.mul(__torch__.product(n, w[7]), gate), w[8]))
  def norm(self, x: Tensor, weight: Tensor) -> Tensor:
    return __torch__.rms(x, weight)

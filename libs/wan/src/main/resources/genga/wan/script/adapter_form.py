# Changes of a weight W [out, in, ...] by an adapter, all in fp32. A weight of more axes is seen as [out, in].
def matrix(x: Tensor) -> Tensor:
  return torch.flatten(torch.to(x, 6), 1)
class Ops(Module):
  __parameters__ = []
  __buffers__ = []
  def low_rank(self, down: Tensor, up: Tensor, scale: float, shape: List[int]) -> Tensor:
    return torch.reshape(torch.mul(torch.matmul(__torch__.matrix(up), __torch__.matrix(down)), scale), shape)
  def hadamard(self, f: List[Tensor], scale: float, shape: List[int]) -> Tensor:
    left = torch.matmul(torch.to(f[0], 6), torch.to(f[1], 6))
    right = torch.matmul(torch.to(f[2], 6), torch.to(f[3], 6))
    return torch.reshape(torch.mul(torch.mul(left, right), scale), shape)
  def product(self, a: Tensor, b: Tensor) -> Tensor:
    return torch.matmul(torch.to(a, 6), torch.to(b, 6))
  def kronecker(self, left: Tensor, right: Tensor, scale: float, shape: List[int]) -> Tensor:
    return torch.reshape(torch.mul(torch.kron(torch.to(left, 6), torch.to(right, 6)), scale), shape)
  def merged(self, w: Tensor, change: Tensor, strength: float) -> Tensor:
    y = torch.add(torch.to(w, 6), torch.reshape(torch.to(change, 6), torch.size(w)), alpha=strength)
    return torch.to(y, ops.prim.dtype(w))
  def decomposed(self, w: Tensor, change: Tensor, magnitude: Tensor, strength: float) -> Tensor:
    old = __torch__.matrix(w)
    y = torch.add(old, __torch__.matrix(change))
    m = torch.to(magnitude, 6)
    axis = 0
    rows = torch.size(y, 0)
    if torch.eq(torch.size(m, 0), rows):
      m = torch.reshape(m, [-1, 1])
      axis = 1
    else:
      m = torch.reshape(m, [1, -1])
    y = torch.mul(y, torch.div(m, torch.linalg_vector_norm(y, 2, [axis], True)))
    mixed = torch.add(old, torch.sub(y, old), alpha=strength)
    return torch.to(torch.reshape(mixed, torch.size(w)), ops.prim.dtype(w))

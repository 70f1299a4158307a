# Arithmetic on the low-rank factors of adapters: down [r, in], up [out, r].
class Ops(Module):
  __parameters__ = []
  __buffers__ = []
  def scaled(self, x: Tensor, factor: float) -> Tensor:
    return torch.mul(x, factor)
  def joined(self, factors: List[Tensor], axis: int) -> Tensor:
    return torch.cat(factors, axis)

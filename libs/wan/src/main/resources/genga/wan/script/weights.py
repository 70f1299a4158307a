# Checks of weights that read every value; pieces of 16 Mi values bound the memory they take.
class Ops(Module):
  __parameters__ = []
  __buffers__ = []
  def not_finite(self, x: Tensor) -> float:
    flat = torch.flatten(x)
    count = 0.
    for i in range(torch.floordiv(torch.numel(flat) + 16777215, 16777216)):
      piece = torch.slice(flat, 0, i * 16777216, (i + 1) * 16777216)
      finite = torch.isfinite(torch.to(piece, 6))
      count = count + float(torch.item(torch.sum(torch.logical_not(finite))))
    return count

# How fast a device multiplies matrices. Reading a value waits until the device is done.
class Ops(Module):
  __parameters__ = []
  __buffers__ = []
  def ones(self, side: int, device: str, dtype: int) -> Tensor:
    return torch.ones([side, side], dtype=dtype, device=torch.device(device))
  def products(self, x: Tensor, times: int) -> float:
    y = x
    for i in range(times):
      y = torch.matmul(x, x)
    return float(torch.item(torch.to(torch.select(torch.select(y, 0, 0), 0, 0), 6)))

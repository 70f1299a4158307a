# One training step around the transformer: noising, error, gradient sums and clipping.
class Ops(Module):
  __parameters__ = []
  __buffers__ = []
  def noised(self, latent: Tensor, noise: Tensor, sigma: float) -> Tensor:
    return torch.unsqueeze(torch.add(torch.mul(torch.to(latent, 6), 1.0 - sigma), noise, alpha=sigma), 0)
  def velocity(self, latent: Tensor, noise: Tensor) -> Tensor:
    return torch.unsqueeze(torch.sub(noise, torch.to(latent, 6)), 0)
  def error(self, prediction: Tensor, target: Tensor) -> float:
    return float(torch.item(torch.mse_loss(prediction, target)))
  def probit(self, x: float) -> float:
    return float(torch.item(torch.mul(torch.erfinv(torch.full([1], x, dtype=7)), 1.4142135623730951)))
  def zeros_like(self, x: Tensor) -> Tensor:
    return torch.zeros_like(x)
  def accumulate(self, sums: List[Tensor], gradients: List[Tensor], factor: float) -> None:
    for i in range(torch.len(sums)):
      _0 = torch.add_(sums[i], gradients[i], alpha=factor)
    return None
  def clear(self, sums: List[Tensor]) -> None:
    for one in sums:
      _0 = torch.zero_(one)
    return None
  def global_norm(self, gradients: List[Tensor]) -> float:
    norms = annotate(List[Tensor], [])
    for one in gradients:
      _0 = torch.append(norms, torch.linalg_vector_norm(one))
    return float(torch.item(torch.linalg_vector_norm(torch.stack(norms))))
  def scale(self, gradients: List[Tensor], factor: float) -> None:
    for one in gradients:
      _0 = torch.mul_(one, factor)
    return None
  def counted(self, kept: Tensor, factor: float, dtype: int) -> Tensor:
    return torch.mul(torch.to(kept, dtype), factor)
  def product(self, x: Tensor, y: Tensor) -> Tensor:
    return torch.mul(x, y)
  def change_norm(self, down: Tensor, up: Tensor, scale: float) -> float:
    squares = torch.mul(torch.matmul(torch.t(up), up), torch.matmul(down, torch.t(down)))
    return abs(scale) * float(torch.item(torch.sqrt(torch.clamp_min(torch.sum(squares), 0.0))))

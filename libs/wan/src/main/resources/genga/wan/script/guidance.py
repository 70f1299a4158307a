# Velocities of several passes made into one, and what TeaCache needs. Velocities are fp32 [B, C, F, H, W].
class Ops(Module):
  __parameters__ = []
  __buffers__ = []
  def guided(self, conditional: Tensor, unconditional: Tensor, scale: float) -> Tensor:
    return torch.add(unconditional, torch.mul(torch.sub(conditional, unconditional), scale))
  def zero_star(self, conditional: Tensor, unconditional: Tensor) -> Tensor:
    # alpha = <c, u> / (|u|^2 + 1e-8), over each sample's whole latent
    c = torch.flatten(conditional, 1)
    u = torch.flatten(unconditional, 1)
    length = torch.add(torch.sum(torch.mul(u, u), [1], True), 1.0e-08)
    return torch.div(torch.sum(torch.mul(c, u), [1], True), length)
  def scaled(self, velocity: Tensor, alpha: Tensor) -> Tensor:
    return torch.mul(velocity, torch.reshape(alpha, [-1, 1, 1, 1, 1]))
  def away(self, velocity: Tensor, conditional: Tensor, skipped: Tensor, scale: float) -> Tensor:
    return torch.add(velocity, torch.mul(torch.sub(conditional, skipped), scale))
  def none(self, velocity: Tensor) -> Tensor:
    return torch.zeros_like(velocity)
  def plus(self, x: Tensor, residual: Tensor) -> Tensor:
    return torch.add(x, residual)
  def minus(self, after: Tensor, before: Tensor) -> Tensor:
    return torch.sub(after, before)
  def change(self, now: Tensor, before: Tensor) -> float:
    moved = torch.mean(torch.abs(torch.sub(now, before)))
    return float(torch.item(torch.div(moved, torch.mean(torch.abs(before)))))

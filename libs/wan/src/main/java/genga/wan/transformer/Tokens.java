package genga.wan.transformer;

import genga.wan.tensor.Tensor;

/// A latent and its timestep as the blocks see them.
///
/// @param x_BSD patch tokens in the compute type, frame-major
/// @param e_BD time embedding, fp32, which the head uses
/// @param e_B6D its projection to the six modulations of a block, fp32
/// @param rope_S1P2 cosine and sine of every token's rotation, fp32
public record Tokens(TokenGrid grid, Tensor x_BSD, Tensor e_BD, Tensor e_B6D, Tensor rope_S1P2) {}

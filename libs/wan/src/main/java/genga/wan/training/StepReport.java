package genga.wan.training;

/// What one optimizer update saw.
///
/// @param step number of the update, counted from 1
/// @param loss mean squared error, averaged over the step's items
/// @param sigma mean noise level of the step's items
/// @param gradientNorm L2 norm over the adapter, before clipping
/// @param learningRate of this update
public record StepReport(long step, double loss, double sigma, double gradientNorm, double learningRate) {}

package genga.trainer;

/// Where a run stands.
///
/// @param epoch counted from 1
record RunPosition(int step, int epoch, int itemsPerEpoch) {}

package genga.wan.render;

import genga.wan.transformer.SideBranches;

/// The adapters that act in each step of a render.
interface ActingBranches {
    /// @param step counted from 0; steps in which the same adapters act get the same object
    SideBranches at(int step, int steps);
}

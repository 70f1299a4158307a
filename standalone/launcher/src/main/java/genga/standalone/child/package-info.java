/// Processes that the launcher starts: how they are described, started, logged, watched and stopped.
package genga.standalone.child;

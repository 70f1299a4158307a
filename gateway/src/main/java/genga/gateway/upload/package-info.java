/// Resumable uploads after the tus protocol 1.0.0 (tus.io): bytes that have arrived are on this machine's disk before
/// the
/// sender is told, and survive the gateway.
package genga.gateway.upload;

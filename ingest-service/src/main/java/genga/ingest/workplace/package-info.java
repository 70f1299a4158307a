/// What every order on a film is worked on with: scratch space, notes, a voice for progress, an ear for commands.
package genga.ingest.workplace;

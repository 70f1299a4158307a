/// The whole studio on this machine: broker, object store and six services as processes of one launcher.
package genga.standalone.studio;

using CloudWorkspaces.Local.ShareMount;

if (args is not [var folder, var mountPoint] || !Directory.Exists(folder) || !Directory.Exists(mountPoint))
{
    await Console.Error.WriteLineAsync("usage: CloudWorkspaces.Local.ShareMount FOLDER MOUNT-POINT (two folders that are there)");
    return 2;
}

_ = Linux.SetUserMask(0);
OutOfMemoryKiller.SpareThisProcess();
using var connection = FuseConnection.Mount(mountPoint);
var share = new Share(Path.GetFullPath(folder));
new RequestLoop(connection, new Dispatcher(share)).Run();
return 0;

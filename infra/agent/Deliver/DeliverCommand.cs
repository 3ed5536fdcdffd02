namespace CloudWorkspaces.Agent.Deliver;

/// <summary>Copies the running agent into a folder that the main container shares; safe to repeat.</summary>
internal static class DeliverCommand
{
    private const UnixFileMode Mode =
        UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute |
        UnixFileMode.GroupRead | UnixFileMode.GroupExecute | UnixFileMode.OtherRead | UnixFileMode.OtherExecute;

    public static int Execute(string folder)
    {
        var target = Path.Combine(folder, "agent");
        try
        {
            Directory.CreateDirectory(folder);
            // Renamed when complete, so that a container never starts half a file.
            var part = target + ".part";
            File.Copy(Environment.ProcessPath!, part, overwrite: true);
            File.SetUnixFileMode(part, Mode);
            File.Move(part, target, overwrite: true);
            return 0;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            Console.Error.WriteLine($"agent: cannot deliver to {target}: {exception.Message}");
            return 1;
        }
    }
}

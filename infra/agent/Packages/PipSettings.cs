using CloudWorkspaces.Agent.Processes;

namespace CloudWorkspaces.Agent.Packages;

/// <summary>
/// By itself pip installs into the user site where it may not write elsewhere. In an image whose user owns the Python, as
/// in many with conda, it has to be told: by settings of that Python alone, for in a virtual environment there is no user
/// site.
/// </summary>
internal static class PipSettings
{
    public const string Content = "[install]\nuser = true\n";

    /// <summary>Where to write them; null where they are not needed, or the image has its own.</summary>
    /// <param name="python">The interpreter's path.</param>
    /// <param name="name">As <c>python3.13</c>.</param>
    /// <param name="user">Who runs pip.</param>
    public static string? Path(string python, string name, LocalUser user)
    {
        if (!System.IO.Path.IsPathRooted(python))
        {
            return null;
        }

        var prefix = System.IO.Path.GetFullPath("../..", python);
        var settings = System.IO.Path.Combine(prefix, "pip.conf");
        var owner = FileFacts.Of(System.IO.Path.Combine(prefix, "lib", name, "site-packages"))?.Owner;
        return owner == user.UserId && !File.Exists(settings) && !File.Exists(System.IO.Path.Combine(prefix, "pyvenv.cfg"))
            ? settings
            : null;
    }
}

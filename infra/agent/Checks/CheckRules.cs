using CloudWorkspaces.Agent.Processes;

namespace CloudWorkspaces.Agent.Checks;

/// <summary>What an environment needs.</summary>
internal static class CheckRules
{
    private const int UserId = 1000;

    /// <param name="user">The user that notebooks run as; null where the image has none.</param>
    /// <param name="git">Whether git is in the path.</param>
    /// <param name="found">What Python told; null where none could.</param>
    public static IReadOnlyList<string> Lacks(LocalUser? user, bool git, ImageReport? found)
    {
        List<string> lacks = [];
        Need(user is not null, "There is no user jovyan in /etc/passwd.");
        Need(user is null or { UserId: UserId, GroupId: UserId }, "The user jovyan must have the ids 1000:1000.");
        Need(found is not null, "There is no python3 in the path that runs.");
        Need(found?.Papermill is not null, "Python has no papermill, which runs notebooks.");
        Need(found?.Nbconvert is not null, "Python has no nbconvert, which makes HTML.");
        Need(found?.Jupyterlab is not null, "Python has no jupyterlab, which sessions are.");
        Need(found?.Kernels.Count > 0, "There is no Jupyter kernel, such as ipykernel.");
        Need(git, "There is no git, which notebooks come by.");
        return lacks;

        void Need(bool there, string lack)
        {
            if (!there)
            {
                lacks.Add(lack);
            }
        }
    }
}

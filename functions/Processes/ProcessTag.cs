using Azure;
using CloudWorkspaces.Http;
using Microsoft.AspNetCore.Http;

namespace CloudWorkspaces.Processes;

/// <summary>The ETag of a process: its revision in quotes.</summary>
internal static class ProcessTag
{
    public static string Of(NotebookProcess process) => FormattableString.Invariant($"\"{process.Revision}\"");

    /// <exception cref="ProblemException">412: the process does not match the request's If-Match.</exception>
    public static void Check(HttpRequest request, NotebookProcess process)
    {
        if (Preconditions.Of(request).IfMatch is { } wanted && wanted != ETag.All && wanted != new ETag(Of(process)))
        {
            throw new ProblemException(Problems.PreconditionFailed(
                $"Process '{process.Id}' is at {Of(process)}, not at {wanted}."));
        }
    }
}

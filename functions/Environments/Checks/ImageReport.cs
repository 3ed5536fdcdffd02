using System.Text.Json;

namespace CloudWorkspaces.Environments.Checks;

/// <summary>What <c>agent check</c> tells of an image. A container wrote it: nothing in it is relied upon.</summary>
internal sealed record ImageReport
{
    public IReadOnlyList<string> Kernels { get; init; } = [];
    public IReadOnlyList<string> Packages { get; init; } = [];

    /// <summary>A sentence for each thing that an environment needs and this image has not.</summary>
    public IReadOnlyList<string> Lacks { get; init; } = [];

    /// <summary>Null for what is no report.</summary>
    public static ImageReport? Parse(BinaryData content)
    {
        try
        {
            return content.ToObjectFromJson<ImageReport>(JsonSerializerOptions.Web);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}

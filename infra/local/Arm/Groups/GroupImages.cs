using CloudWorkspaces.Local.Arm.Engine;
using CloudWorkspaces.Local.Arm.Http;
using Docker.DotNet;
using Docker.DotNet.Models;

namespace CloudWorkspaces.Local.Arm.Groups;

/// <summary>Sees to it that the engine has a group's images.</summary>
internal sealed class GroupImages(ContainerEngine engine)
{
    private const string LocalRegistry = "localhost/";

    /// <summary>Throws ArmException if an image is missing that no registry can give.</summary>
    public async Task CheckAsync(GroupId id, GroupSpec spec, CancellationToken cancellationToken)
    {
        var missing = await MissingAsync(spec, cancellationToken);
        if (missing.FirstOrDefault(image => image.StartsWith(LocalRegistry, StringComparison.Ordinal)) is { } image)
        {
            throw ArmException.BadRequest("InaccessibleImage", Inaccessible(image, id));
        }
    }

    /// <summary>Throws ProvisioningException if an image cannot be pulled.</summary>
    public async Task PullMissingAsync(ContainerGroup group, CancellationToken cancellationToken)
    {
        var waiting = group.All.Where(container => container.Status.EngineId is null).ToList();
        foreach (var image in await MissingAsync(group.Spec, cancellationToken))
        {
            var users = waiting.Where(container => container.Spec.Image == image).ToList();
            Tell(users, "Pulling", $"pulling image \"{image}\"", "Normal");
            try
            {
                await engine.PullAsync(image, Credentials(group.Spec, image), cancellationToken);
            }
            catch (DockerApiException)
            {
                throw Unpullable(group, image);
            }
        }
    }

    /// <summary>Notes it in the events of the containers that wait for the image.</summary>
    public static ProvisioningException Unpullable(ContainerGroup group, string image)
    {
        var users = group.All.Where(container => container.Status.EngineId is null && container.Spec.Image == image);
        Tell(users, "Failed", $"Failed to pull image \"{image}\"", "Warning");
        return new ProvisioningException("InaccessibleImage", Inaccessible(image, group.Record.Id));
    }

    private static void Tell(IEnumerable<GroupContainer> containers, string name, string message, string type)
    {
        foreach (var container in containers)
        {
            container.Tell(name, message, TimeProvider.System.GetUtcNow(), type);
        }
    }

    private async Task<IReadOnlyList<string>> MissingAsync(GroupSpec spec, CancellationToken cancellationToken)
    {
        var images = spec.InitContainers.Concat(spec.Containers).Select(container => container.Image).Distinct();
        var found = await Task.WhenAll(images.Select(async image =>
            (Image: image, Found: await engine.HasImageAsync(image, cancellationToken))));
        return [.. found.Where(item => !item.Found).Select(item => item.Image)];
    }

    private static AuthConfig? Credentials(GroupSpec spec, string image) => spec.Credentials
        .Where(credential => image.StartsWith(credential.Server + "/", StringComparison.OrdinalIgnoreCase))
        .Select(credential => new AuthConfig
        {
            ServerAddress = credential.Server,
            Username = credential.Username,
            Password = credential.Password,
        })
        .FirstOrDefault();

    private static string Inaccessible(string image, GroupId id) =>
        $"The image '{image}' in container group '{id.Name}' is not accessible. " +
        "Please check the image and registry credential.";
}

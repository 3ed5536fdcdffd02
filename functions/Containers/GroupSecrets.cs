using System.Text;
using Azure.ResourceManager.ContainerInstance;
using Azure.ResourceManager.ContainerInstance.Models;
using CloudWorkspaces.Secrets;

namespace CloudWorkspaces.Containers;

/// <summary>The workspace's secrets in the main container, which nobody can read from the group again.</summary>
internal static class GroupSecrets
{
    /// <summary>The agent's setting that names the variables that are secrets, so that it can mask them in the log.</summary>
    public const string NamesVariable = WorkloadGroupBuilder.AgentVariable + "SECRETS";

    private const string Volume = "secrets";

    public static void AddTo(ContainerGroupData group, IReadOnlyList<ReadSecret> secrets)
    {
        var main = group.Containers[0];
        var variables = secrets.Where(secret => secret.Delivery is SecretDelivery.Environment).ToList();
        foreach (var secret in variables)
        {
            main.EnvironmentVariables.Add(new ContainerEnvironmentVariable(secret.Name) { SecureValue = secret.Value });
        }

        if (variables.Count > 0)
        {
            var names = string.Join(',', variables.Select(secret => secret.Name));
            main.EnvironmentVariables.Add(new ContainerEnvironmentVariable(NamesVariable) { Value = names });
        }

        var files = secrets.Where(secret => secret.Delivery is SecretDelivery.File).ToList();
        if (files.Count == 0)
        {
            return;
        }

        var volume = new ContainerVolume(Volume);
        foreach (var secret in files)
        {
            volume.Secret[secret.Name] = Convert.ToBase64String(Encoding.UTF8.GetBytes(secret.Value));
        }

        group.Volumes.Add(volume);
        main.VolumeMounts.Add(new ContainerVolumeMount(Volume, Secret.Folder) { IsReadOnly = true });
    }
}

namespace Azure.ResourceManager.ContainerInstance.Models;

/// <summary>Requests and limits of a container.</summary>
public class ContainerResourceRequirements
{
    public ContainerResourceRequirements(ContainerResourceRequestsContent requests) =>
        Requests = requests ?? throw new ArgumentNullException(nameof(requests));

    public ContainerResourceLimits? Limits { get; set; }

    public ContainerResourceRequestsContent Requests { get; set; }
}

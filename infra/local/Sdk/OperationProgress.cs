namespace Azure.ResourceManager.ContainerInstance;

internal enum OperationProgress
{
    Running,
    Succeeded,
    Failed,
}

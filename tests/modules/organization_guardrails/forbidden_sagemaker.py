"""What nobody may start in SageMaker, by the statement that refuses it; and requests that are as they should be."""

from __future__ import annotations

from collections.abc import Mapping

from modules.organization_guardrails.asking import (
    DEPLOY,
    FACTORY,
    FOREIGN_KEY,
    FOREIGN_SUBNET,
    KEY,
    PIPELINE,
    SUBNET,
    WORKER,
    Asked,
    actions,
)

Keys = Mapping[str, str | tuple[str, ...] | None]

JOBS = [
    *(f"sagemaker:Create{kind}JobDefinition" for kind in ("DataQuality", "ModelBias", "ModelExplainability", "ModelQuality")),
    *(f"sagemaker:Create{kind}" for kind in ("HyperParameterTuningJob", "MonitoringSchedule", "ProcessingJob", "TrainingJob")),
    "sagemaker:UpdateMonitoringSchedule",
]  # fmt: skip
AUTOML = ["sagemaker:CreateAutoMLJob", "sagemaker:CreateAutoMLJobV2"]
NETWORKED = [*JOBS, *AUTOML, "sagemaker:CreateModel"]

PLACED: Keys = {"sagemaker:VpcSubnets": (SUBNET,), "sagemaker:VpcSecurityGroupIds": ("sg-0a1b2c3d4e5f60701",)}
ISOLATED: Keys = {"sagemaker:NetworkIsolation": "true"}
TRAFFIC: Keys = {"sagemaker:InterContainerTrafficEncryption": "true"}
BY_OLD: Keys = {"sagemaker:VolumeKmsKey": KEY, "sagemaker:OutputKmsKey": KEY}
BY_NEW: Keys = {"sagemaker:VolumeKmsKeyArn": KEY, "sagemaker:OutputKmsKeyArn": KEY}
KEYED: Keys = {**BY_OLD, **BY_NEW}
GOOD: Keys = {**PLACED, **ISOLATED, **TRAFFIC, **BY_NEW}
"""A job as it should be; what an action does not know of it is simply not in its requests."""
DOMAIN: Keys = {**PLACED, "sagemaker:AppNetworkAccessType": "VpcOnly", "sagemaker:VolumeKmsKeyArn": KEY}
FEATURES: Keys = {
    "sagemaker:FeatureGroupOfflineStoreKmsKeyArn": KEY,
    "sagemaker:FeatureGroupOnlineStoreKmsKeyArn": KEY,
}
FEATURES_BY_OLD: Keys = {name.removesuffix("Arn"): KEY for name in FEATURES}
VOLUMES = [*JOBS, *AUTOML, "sagemaker:CreateTransformJob"]


def changed(good: Keys, **keys: str | tuple[str, ...] | None) -> Keys:
    """A good request with some keys of SageMaker given another value, or taken away by None."""
    return {**good, **{f"sagemaker:{name}": value for name, value in keys.items()}}


def keyless(name: str, action: str, good: Keys, who: str) -> list[Asked]:
    """A request without a key, in no way that SageMaker may fill it."""
    return [Asked(action, who, keys=changed(good, **{name: None, f"{name}Arn": None}))]


def foreign(name: str, action: str, good: Keys, suffix: str) -> list[Asked]:
    """A foreign key under the name with this suffix: alone, beside itself, and beside a good one under the other."""
    this, other = f"{name}{suffix}", f"{name}{'' if suffix else 'Arn'}"
    return [
        Asked(action, DEPLOY, keys=changed(good, **{this: FOREIGN_KEY, other: beside}))
        for beside in (None, FOREIGN_KEY, KEY)
    ]


SAGEMAKER: dict[str, list[Asked]] = {
    "DenyNoSubnets": [
        *(Asked(action, who, keys=changed(GOOD, VpcSubnets=None)) for who in (PIPELINE, DEPLOY) for action in NETWORKED),
        Asked("sagemaker:CreateDomain", DEPLOY, keys=changed(DOMAIN, VpcSubnets=None)),
        *actions("sagemaker", "CreateCluster", "CreateJob", "CreateTrainingSession", who=DEPLOY, keys=KEYED),
    ],
    "DenyPublicDomain": [
        Asked("sagemaker:CreateDomain", DEPLOY, keys=changed(DOMAIN, AppNetworkAccessType=access)) for access in ("PublicInternetOnly", None)
    ],
    "DenyOpeningDomain": [
        Asked("sagemaker:UpdateDomain", DEPLOY, keys={"sagemaker:AppNetworkAccessType": "PublicInternetOnly"})
    ],
    "DenyIsolationOff": [
        Asked(action, who, keys=changed(GOOD, NetworkIsolation=isolated))
        for who in (PIPELINE, DEPLOY)
        for action in (*JOBS, "sagemaker:CreateModel")
        for isolated in ("false", None)
    ],
    "DenyPlainTraffic": [
        Asked(action, PIPELINE, keys=changed(GOOD, InterContainerTrafficEncryption=on)) for action in (*JOBS, *AUTOML) for on in ("false", None)
    ],
    "DenyRemoteDebug": [
        Asked(f"sagemaker:{name}", DEPLOY, keys=changed(GOOD, EnableRemoteDebug="true")) for name in ("CreateTrainingJob", "UpdateTrainingJob")
    ],
    "DenyRemoteSpaces": [
        Asked(f"sagemaker:{name}", keys={"sagemaker:RemoteAccess": "ENABLED"}) for name in ("CreateSpace", "UpdateSpace")
    ],
    "DenyStudioFromOutside": [
        Asked("sagemaker:CreatePresignedDomainUrl", keys={"aws:SourceVpce": None, "aws:VpceOrgID": None})
    ],
    "DenyNever": [
        *actions("sagemaker", "CallWithBearerToken", "CreateHubContentPresignedUrls", "CreateNotebookInstance", who=DEPLOY, keys=GOOD),
        *actions("sagemaker", "CreatePresignedNotebookInstanceUrl", "StartNotebookInstance", "StartSession", who=DEPLOY),
        *actions("sagemaker", "UpdateNotebookInstance", "UpdateNotebookInstanceLifecycleConfig", who=DEPLOY),
    ],
    "DenyUnseen": [
        *(
            Asked(f"sagemaker:{name}", who, keys=GOOD)
            for who in (PIPELINE, FACTORY)
            for name in (
                "CreateAIBenchmarkJob", "CreateAlgorithm", "CreateCluster", "CreateCodeRepository", "CreateCompilationJob",
                "CreateEdgePackagingJob", "CreateEndpoint", "CreateEndpointConfig", "CreateFlowDefinition", "CreateImage", "CreateImageVersion",
                "CreateInferenceComponent", "CreateInferenceExperiment", "CreateInferenceRecommendationsJob", "CreateJob",
                "CreateLabelingJob", "CreateMlflowApp", "CreateMlflowTrackingServer", "CreateNotebookInstanceLifecycleConfig",
                "CreateOptimizationJob", "CreatePartnerApp", "CreateReservedCapacity", "CreateStudioLifecycleConfig",
                "CreateTrainingPlan", "CreateTrainingSession", "CreateWorkteam", "DeployHubModel", "UpdateCluster",
                "UpdateCodeRepository", "UpdateEndpoint", "UpdateImage", "UpdateInferenceComponent",
            )
        ),
    ],
    "DenyOwnership": [
        *(Asked("sagemaker:CreateDomain", who, keys=DOMAIN) for who in (WORKER, PIPELINE)),
        *actions("sagemaker", "CreateUserProfile", "DeleteDomain", "DeleteUserProfile", "UpdateUserProfile"),
        *actions("sagemaker", "DeleteModelPackageGroupPolicy", "PutModelPackageGroupPolicy"),
    ],
    "DenyForeignSubnets": [
        *(
            Asked(action, who, keys=changed(GOOD, VpcSubnets=subnets))
            for who in (PIPELINE, DEPLOY)
            for action in NETWORKED
            for subnets in ((FOREIGN_SUBNET,), (SUBNET, FOREIGN_SUBNET))
        ),
        Asked("sagemaker:CreateDomain", DEPLOY, keys=changed(DOMAIN, VpcSubnets=(FOREIGN_SUBNET,))),
        *actions("sagemaker", "CreateCluster", "CreateEndpointConfig", "CreateJob", "CreateTrainingSession", who=DEPLOY,
                 keys=changed(GOOD, VpcSubnets=(FOREIGN_SUBNET,))),
        *actions("sagemaker", "UpdateCluster", "UpdateDomain", who=DEPLOY, keys=changed({}, VpcSubnets=(FOREIGN_SUBNET,))),
    ],
    "DenyNoVolumeKey": [
        *(asked for who in (PIPELINE, DEPLOY) for action in VOLUMES for asked in keyless("VolumeKmsKey", action, GOOD, who)),
        *keyless("VolumeKmsKey", "sagemaker:CreateDomain", DOMAIN, DEPLOY),
        *keyless("VolumeKmsKey", "sagemaker:CreateEndpointConfig", PLACED, DEPLOY),
        *keyless("VolumeKmsKey", "sagemaker:CreateLabelingJob", GOOD, DEPLOY),
    ],
    "DenyNoOutputKey": [
        *(asked for who in (PIPELINE, DEPLOY) for action in VOLUMES for asked in keyless("OutputKmsKey", action, GOOD, who)),
        *(
            asked
            for name in ("CreateJob", "CreateLabelingJob", "CreateTrainingSession")
            for asked in keyless("OutputKmsKey", f"sagemaker:{name}", GOOD, DEPLOY)
        ),
    ],
    **{f"DenyNo{store}Key": keyless(f"FeatureGroup{store}StoreKmsKey", "sagemaker:CreateFeatureGroup", FEATURES, PIPELINE)
       for store in ("Offline", "Online")},
    **{f"DenyForeign{short}Key{suffix}": [
        asked
        for action in (*VOLUMES, *more)
        for asked in foreign(f"{short}KmsKey", action, DOMAIN if action.endswith("Domain") else GOOD, suffix)
    ] for short, more in (
        ("Volume", ("sagemaker:CreateDomain", "sagemaker:CreateEndpointConfig", "sagemaker:CreateLabelingJob")),
        ("Output", ("sagemaker:CreateJob", "sagemaker:CreateLabelingJob", "sagemaker:CreateTrainingSession")),
    ) for suffix in ("", "Arn")},
    **{f"DenyForeign{store}Key{suffix}":
       foreign(f"FeatureGroup{store}StoreKmsKey", "sagemaker:CreateFeatureGroup", FEATURES, suffix)
       for store in ("Offline", "Online") for suffix in ("", "Arn")},
}  # fmt: skip

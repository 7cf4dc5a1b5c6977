import { eachResource } from "../../checks/each-resource.ts";
import { mustBe } from "../../checks/must-be.ts";
import { checkov, securityHub } from "../../control-lists.ts";
import { isRecord, listOf } from "../../reading/known.ts";
import { types } from "../../resource-types.ts";

export const ec2InstanceRequireEncryptedDisk = eachResource({
  id: "ec2-instance-require-encrypted-disk",
  title: "Disks of machines are encrypted",
  controls: [...securityHub("EC2.3"), ...checkov("CKV_AWS_8")],
  severity: "mandatory",
  of: [types.machine],
  check: (machine) =>
    mustBe(machine, "rootBlockDevice", {
      accepts: (disk) =>
        [disk, ...listOf(machine.inputs.ebsBlockDevices)].every(
          (each) => isRecord(each) && each.encrypted === true,
        ),
      wanted: "encrypted, or another disk is not",
      mend: "Set rootBlockDevice.encrypted to true, and that of every other disk.",
    }),
});

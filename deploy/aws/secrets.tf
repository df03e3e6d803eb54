# The same as secrets.cloudformation.yaml, as a Terraform module: the queue that Plimsoll's secrets job listens to, its
# dead-letter queue, the EventBridge rules and the topic that fill it, and the policy for the role of the service account.
#   module "plimsoll_secrets" { source = "github.com/…//deploy/aws" }

terraform {
  required_version = ">= 1.5"
  required_providers {
    aws = { source = "hashicorp/aws", version = ">= 5.0" }
  }
}

variable "name" {
  description = "The name of the queue; the others' names begin with it."
  type        = string
  default     = "plimsoll-secrets"
}

variable "parameter_prefix" {
  description = "Only parameters whose names begin like this; empty for all of them."
  type        = string
  default     = "/"
}

resource "aws_sqs_queue" "dead" {
  name                      = "${var.name}-dead"
  message_retention_seconds = 1209600
  sqs_managed_sse_enabled   = true
}

resource "aws_sqs_queue" "queue" {
  name = var.name
  # Plimsoll prolongs it while a change waits for its turn; it is how long a crash delays an event.
  visibility_timeout_seconds = 60
  # Longer than any outage of yours: what is older is lost.
  message_retention_seconds = 345600
  sqs_managed_sse_enabled   = true
  redrive_policy = jsonencode({
    deadLetterTargetArn = aws_sqs_queue.dead.arn
    maxReceiveCount     = 10
  })
}

resource "aws_sns_topic" "topic" {
  name = var.name
}

resource "aws_sns_topic_subscription" "subscription" {
  topic_arn = aws_sns_topic.topic.arn
  protocol  = "sqs"
  endpoint  = aws_sqs_queue.queue.arn
}

resource "aws_cloudwatch_event_rule" "parameters" {
  name        = "${var.name}-parameters"
  description = "A parameter was created, updated, deleted or labelled"
  event_pattern = jsonencode({
    source      = ["aws.ssm"]
    detail-type = ["Parameter Store Change"]
    detail = {
      name      = var.parameter_prefix == "" ? [{ exists = true }] : [{ prefix = var.parameter_prefix }]
      operation = ["Create", "Update", "Delete", "LabelParameterVersion"]
    }
  })
}

resource "aws_cloudwatch_event_rule" "secrets" {
  name        = "${var.name}-secrets"
  description = "A version of a secret got a label, which is when its value changes for its readers"
  event_pattern = jsonencode({
    source      = ["aws.secretsmanager"]
    detail-type = ["Secret Label Updated"]
  })
}

resource "aws_cloudwatch_event_target" "queue" {
  for_each = {
    parameters = aws_cloudwatch_event_rule.parameters.name
    secrets    = aws_cloudwatch_event_rule.secrets.name
  }
  rule      = each.value
  target_id = "queue"
  arn       = aws_sqs_queue.queue.arn
}

data "aws_iam_policy_document" "queue" {
  statement {
    sid       = "EventBridge"
    actions   = ["sqs:SendMessage"]
    resources = [aws_sqs_queue.queue.arn]
    principals {
      type        = "Service"
      identifiers = ["events.amazonaws.com"]
    }
    condition {
      test     = "ArnEquals"
      variable = "aws:SourceArn"
      values   = [aws_cloudwatch_event_rule.parameters.arn, aws_cloudwatch_event_rule.secrets.arn]
    }
  }
  statement {
    sid       = "Topic"
    actions   = ["sqs:SendMessage"]
    resources = [aws_sqs_queue.queue.arn]
    principals {
      type        = "Service"
      identifiers = ["sns.amazonaws.com"]
    }
    condition {
      test     = "ArnEquals"
      variable = "aws:SourceArn"
      values   = [aws_sns_topic.topic.arn]
    }
  }
  statement {
    sid       = "EncryptedOnly"
    effect    = "Deny"
    actions   = ["sqs:*"]
    resources = [aws_sqs_queue.queue.arn]
    principals {
      type        = "*"
      identifiers = ["*"]
    }
    condition {
      test     = "Bool"
      variable = "aws:SecureTransport"
      values   = ["false"]
    }
  }
}

resource "aws_sqs_queue_policy" "queue" {
  queue_url = aws_sqs_queue.queue.url
  policy    = data.aws_iam_policy_document.queue.json
}

data "aws_iam_policy_document" "job" {
  statement {
    sid = "Queue"
    actions = [
      "sqs:ReceiveMessage",
      "sqs:DeleteMessage",
      "sqs:ChangeMessageVisibility",
      "sqs:GetQueueAttributes",
    ]
    resources = [aws_sqs_queue.queue.arn]
  }
  # Only for "catchUp: ParameterStore": names and times, no values. It knows no narrower resource.
  statement {
    sid       = "CatchUp"
    actions   = ["ssm:DescribeParameters"]
    resources = ["*"]
  }
}

resource "aws_iam_policy" "job" {
  name        = var.name
  description = "What Plimsoll's secrets job asks of AWS"
  policy      = data.aws_iam_policy_document.job.json
}

output "queue_url" {
  description = "For spec.sqs.queueUrl of the SecretRefresh."
  value       = aws_sqs_queue.queue.url
}

output "dead_letter_queue_url" {
  description = "Look here for what could not be understood."
  value       = aws_sqs_queue.dead.url
}

output "topic_arn" {
  description = "Publish here what should be read as an event too."
  value       = aws_sns_topic.topic.arn
}

output "policy_arn" {
  description = "For the role of Plimsoll's service account."
  value       = aws_iam_policy.job.arn
}
